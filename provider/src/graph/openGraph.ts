import { Approvals } from "./approvals.js";
import { createAssignmentsApi, type AssignmentsApi } from "./assignmentsApi.js";
import type { GraphClock } from "./clock.js";
import { createConfigurationsApi, type ConfigurationsApi } from "./configurationsApi.js";
import { createGraphClient, type GraphClient } from "./graphClient.js";
import { createGroupsApi, type GroupsApi } from "./groupsApi.js";
import { createRateLimiter } from "./rateLimiter.js";
import { createRequestLog } from "./requestLog.js";
import { createSendHttp } from "./sendHttp.js";
import type { GraphSettings } from "./settingsTable.js";
import { shareRateLimiter } from "./sharedRateLimiter.js";
import { createTokenSource } from "./signIn/tokenSource.js";

export interface Graph {
  assignments: AssignmentsApi;
  configurations: ConfigurationsApi;
  groups: GroupsApi;
  retryBudgetMs: number;
  forOperation(): Graph;
}

export interface GraphRun {
  signal?: AbortSignal | undefined;
  /** Where the engine listens: its processes share an application's quota. */
  engineAddress?: string | undefined;
}

export function openGraph(
  settings: GraphSettings,
  clock: GraphClock,
  { signal, engineAddress }: GraphRun = {},
): Graph {
  const budgetMs = settings.retryBudgetSeconds * 1000;
  const { graphEndpoint, requestLog, approvalJustification = "", approvalsFile } = settings;
  const ownQuota = createRateLimiter({ ...clock, ...settings, longestPauseMs: budgetMs });
  const client = createGraphClient({
    graphEndpoint,
    getToken: createTokenSource(settings, clock.now),
    sendHttp: createSendHttp(settings),
    now: clock.now,
    signal,
    retry: { budgetMs, sleep: clock.sleep },
    rateLimiter:
      engineAddress === undefined
        ? ownQuota
        : shareRateLimiter(ownQuota, { key: quotaOf(settings, engineAddress), signal }),
    logAttempt: requestLog === undefined ? undefined : createRequestLog(requestLog),
    approvals:
      approvalJustification === "" || approvalsFile === undefined
        ? undefined
        : new Approvals(approvalJustification, approvalsFile),
  });
  return graphOf(client, budgetMs);
}

/** Intune grants a quota per application and tenant. */
function quotaOf(settings: GraphSettings, engineAddress: string): string {
  const { graphEndpoint, tenantId, clientId, writesPerWindow, requestsPerWindow } = settings;
  const application = [graphEndpoint, tenantId, clientId].map((each) => each?.toLowerCase());
  return JSON.stringify([engineAddress, ...application, writesPerWindow, requestsPerWindow]);
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
