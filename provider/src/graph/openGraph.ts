import { Approvals } from "./approvals.js";
import type { GraphClock } from "./clock.js";
import { createConfigurationsApi } from "./configurationsApi.js";
import { createGraphClient } from "./graphClient.js";
import { createGroupsApi } from "./groupsApi.js";
import { createRateLimiter } from "./rateLimiter.js";
import { createRequestLog } from "./requestLog.js";
import { createSendHttp } from "./sendHttp.js";
import { RetryBudget } from "./retry.js";
import type { GraphClientOptions } from "./sending.js";
import type { GraphSettings } from "./settingsTable.js";
import { shareRateLimiter } from "./sharedRateLimiter.js";
import { createTokenSource } from "./signIn/tokenSource.js";

export type Graph = ReturnType<typeof openGraph>;

export interface GraphRun {
  /** Aborts when the run is cancelled. */
  signal?: AbortSignal | undefined;
  /** Where the engine listens: its processes share an application's quota. */
  engineAddress?: string | undefined;
  /** Says, at most once a minute, why nothing goes on. */
  print: (line: string) => void;
}

export function openGraph(
  settings: GraphSettings,
  clock: GraphClock,
  { signal, engineAddress, print }: GraphRun,
) {
  const { graphEndpoint, requestLog, approvalJustification, approvalsFile } = settings;
  const retryBudgetMs = settings.retryBudgetSeconds * 1000;
  const ownQuota = createRateLimiter({ ...clock, ...settings, longestPauseMs: retryBudgetMs });
  const options: GraphClientOptions = {
    graphEndpoint,
    getToken: createTokenSource(settings, clock.now),
    sendHttp: createSendHttp(settings),
    now: clock.now,
    signal,
    retry: {
      budgetMs: retryBudgetMs,
      sleep: clock.sleep,
      report: reportEachMinute(print, clock.now),
    },
    rateLimiter:
      engineAddress === undefined
        ? ownQuota
        : shareRateLimiter(ownQuota, { key: quotaOf(settings, engineAddress), signal }),
    logAttempt: requestLog === undefined ? undefined : createRequestLog(requestLog),
    approvals:
      approvalJustification && approvalsFile
        ? new Approvals(approvalJustification, approvalsFile)
        : undefined,
  };
  const apisOf = (budget?: RetryBudget) => {
    const client = createGraphClient(options, budget);
    return {
      configurations: createConfigurationsApi(client),
      groups: createGroupsApi(client),
      write: client.write,
    };
  };
  return {
    ...apisOf(),
    retryBudgetMs,
    /** Its requests share one retry budget. */
    forOperation: () => apisOf(new RetryBudget(retryBudgetMs)),
  };
}

/** Many requests fail together. */
export function reportEachMinute(print: (line: string) => void, now: () => number) {
  let silentUntilMs = -Infinity;
  return (line: string): void => {
    if (now() < silentUntilMs) return;
    silentUntilMs = now() + 60_000;
    print(line);
  };
}

/** Intune grants a quota per application and tenant. */
function quotaOf(settings: GraphSettings, engineAddress: string): string {
  const { graphEndpoint, tenantId, clientId, writesPerWindow, requestsPerWindow } = settings;
  const application = [graphEndpoint, tenantId, clientId].map((each) => each?.toLowerCase());
  return JSON.stringify([engineAddress, ...application, writesPerWindow, requestsPerWindow]);
}
