import { Approvals } from "./approvals.js";
import { createAssignmentsApi, type AssignmentsApi } from "./assignmentsApi.js";
import { createConfigurationsApi, type ConfigurationsApi } from "./configurationsApi.js";
import { createGraphClient, type GraphClient } from "./graphClient.js";
import { createGroupsApi, type GroupsApi } from "./groupsApi.js";
import { createRateLimiter } from "./rateLimiter.js";
import { createRequestLog } from "./requestLog.js";
import { createSendHttp } from "./sendHttp.js";
import type { GraphSettings } from "./settingsTable.js";
import { createTokenSource } from "./signIn/tokenSource.js";

export interface GraphClock {
  now: () => number;
  sleep: (waitMs: number) => Promise<unknown>;
}

export interface Graph {
  assignments: AssignmentsApi;
  configurations: ConfigurationsApi;
  groups: GroupsApi;
  retryBudgetMs: number;
  /** Shares one retry budget. */
  forOperation(): Graph;
}

/** Sends nothing before the first request. */
export function openGraph(settings: GraphSettings, clock: GraphClock, signal?: AbortSignal): Graph {
  const budgetMs = settings.retryBudgetSeconds * 1000;
  const { writesPerWindow, requestsPerWindow, requestLog } = settings;
  const { approvalJustification, approvalsFile } = settings;
  const client = createGraphClient({
    graphEndpoint: settings.graphEndpoint,
    getToken: createTokenSource(settings, clock.now),
    sendHttp: createSendHttp({
      connectTimeoutMs: settings.connectTimeoutSeconds * 1000,
      answerTimeoutMs: settings.answerTimeoutSeconds * 1000,
    }),
    now: clock.now,
    signal,
    retry: { budgetMs, sleep: clock.sleep },
    rateLimiter: createRateLimiter({
      ...clock,
      writesPerWindow,
      requestsPerWindow,
      longestPauseMs: budgetMs,
    }),
    ...(requestLog !== undefined && { logAttempt: createRequestLog(requestLog) }),
    ...(approvalJustification !== undefined &&
      approvalsFile !== undefined && {
        approvals: new Approvals(approvalJustification, approvalsFile),
      }),
  });
  return graphOf(client, budgetMs);
}

function graphOf(client: GraphClient, retryBudgetMs: number): Graph {
  return {
    assignments: createAssignmentsApi(client),
    configurations: createConfigurationsApi(client),
    groups: createGroupsApi(client),
    retryBudgetMs,
    forOperation: () => graphOf(client.forOperation(), retryBudgetMs),
  };
}
