import { createEmulator, type Emulator, type EmulatorOptions } from "intune-graph-emulator";
import type { Approvals } from "../../provider/dist/graph/approvals.js";
import { createConfigurationsApi } from "../../provider/dist/graph/configurationsApi.js";
import { createGraphClient, type GraphClient } from "../../provider/dist/graph/graphClient.js";
import { createGroupsApi } from "../../provider/dist/graph/groupsApi.js";
import { createSharedList } from "../../provider/dist/handlers/configuration/sharedList.js";
import type { GraphClock } from "../../provider/dist/graph/clock.js";
import { createRateLimiter, type RateLimiter } from "../../provider/dist/graph/rateLimiter.js";
import { RetryBudget } from "../../provider/dist/graph/retry.js";
import { createSendHttp } from "../../provider/dist/graph/sendHttp.js";
import {
  defaultReadBackMs,
  type HandlerContext,
  type Host,
} from "../../provider/dist/handlers/handlerContext.js";
import { groupId } from "../engine/liveTargets.ts";
import { trustAuthority, trustNoEmulator } from "../emulator/trust.ts";
import { live, wordOfTarget, type Word } from "./entries.ts";
import { createVirtualClock } from "./virtualClock.ts";
import { httpOptions } from "../graph/httpOptions.ts";

/** What is in the two collections of a configuration; of the older one, the numbers of the groups. */
export interface LiveWords {
  assignments: Word[];
  older: number[];
}

/** An emulator and what the handlers need to reach it, with a clock on which waiting takes no time. */
export interface HandlerBench {
  emulator: Emulator;
  context: HandlerContext;
  /** What each request carries. */
  token: string;
  /** The requests from now on share a retry budget and a rate limiter of their own, as those of one run with one operation do. */
  beginOperation: () => void;
  /** From now on nobody can sign in. */
  failSignIn: (failure: Error) => void;
  addConfiguration: (content?: Partial<LiveWords>) => string;
  /** Puts in what a portal admin or another program would. */
  setLive: (id: string, content: Partial<LiveWords>) => void;
  /** What the tenant has now, past HTTP and lag, sorted. */
  liveOf: (id: string) => LiveWords;
  /**
   * Requests since the last call, as "METHOD last-segment". Reads in a row are sorted: they go out side by side. Of these
   * one may fail and the other still be on its way when the test ends, so a test may ask for one configuration's alone.
   */
  takeRequests: (id?: string) => string[];
  /** Bodies of the writes since `takeRequests` was last called. */
  sentBodies: () => unknown[];
  close: () => Promise<void>;
}

/** A shell that knows no run, as where one context serves several. */
export const idleHost: Host = {
  run: {
    configurations: () => [],
    sets: () => [],
    found: () => undefined,
    record: () => undefined,
  },
  readStackState: () => Promise.resolve([]),
  print: () => undefined,
};

/** For how long failures may hold a request up. */
const defaultRetryMs = 300_000;

/** How many groups the directory has: those with the numbers from 1 on. */
const groupCount = 9;

/** How the bench differs from a service that answers at once, without a quota. */
interface BenchOptions extends EmulatorOptions {
  /** The client keeps to a quota of so many writes in 20 s. */
  writesPerWindow?: number;
  /** How long, on the clock of this machine, an answer may take. */
  answerTimeoutSeconds?: number;
  /** What asks for Multi Admin Approval; one a run, as the file outlives the process. */
  openApprovals?: () => Approvals;
}

export async function openBench(
  { writesPerWindow, answerTimeoutSeconds, openApprovals, ...options }: BenchOptions = {},
  readBackMs = defaultReadBackMs,
): Promise<HandlerBench> {
  const clock = createVirtualClock();
  const signIn: SignIn = { failure: undefined };
  const emulator = await createEmulator({ now: clock.now, ...options });
  const quota = { requestsPerWindow: 1000, longestPauseMs: defaultRetryMs };
  const openRateLimiter = (): RateLimiter | undefined =>
    writesPerWindow === undefined
      ? undefined
      : createRateLimiter({ ...clock, ...quota, writesPerWindow });
  const { tenant } = emulator;
  const token = await emulator.issueToken({ expiresInSeconds: 365 * 24 * 60 * 60 });
  const openClient = (budget?: RetryBudget): GraphClient =>
    openClientOf({
      budget,
      ...{ emulator, signIn, token, answerTimeoutSeconds, ...clock },
      rateLimiter: openRateLimiter(),
      approvals: openApprovals?.(),
    });
  const context: HandlerContext = {
    ...openApis(openClient()),
    ...idleHost,
    clock,
    readBackMs,
    retryBudgetMs: defaultRetryMs,
    madeAtMs: new Map(),
    adoptIds: new Set<string>(),
  };
  for (let number = 1; number <= groupCount; number += 1)
    tenant.addGroup({ id: groupId(number), displayName: `Group ${number}` });
  const setLive: HandlerBench["setLive"] = (id, { assignments, older }) => {
    if (assignments) tenant.setAssignments(id, assignments.map(live));
    if (older) tenant.setGroupAssignments(id, older.map(groupId));
  };
  return {
    emulator,
    context,
    token,
    beginOperation() {
      const { configurations, write } = openApis(openClient(new RetryBudget(defaultRetryMs)));
      Object.assign(context, { configurations, write });
    },
    failSignIn(failure) {
      signIn.failure = failure;
    },
    setLive,
    addConfiguration(content = {}) {
      const { id } = tenant.addConfiguration({ displayName: "Field Service" });
      setLive(id, content);
      return id;
    },
    liveOf: (id) => ({
      assignments: tenant.assignmentsOf(id).map(wordOfTarget).sort(),
      older: tenant
        .groupAssignmentsOf(id)
        .map((group) => Number(group.slice(0, 8)))
        .sort(),
    }),
    takeRequests(id = "") {
      const lines = emulator.requests
        .filter(({ path }) => path.includes(id))
        .map(({ method, path }) => `${method} ${path.split("?")[0]?.split("/").at(-1) ?? ""}`);
      emulator.clearRequests();
      return sortReads(lines);
    },
    sentBodies: () =>
      emulator.requests.filter(({ method }) => method === "POST").map(({ body }) => body),
    close: () => emulator.close(),
  };
}

interface SignIn {
  failure: Error | undefined;
}

interface ClientParts extends GraphClock {
  emulator: Emulator;
  signIn: SignIn;
  token: string;
  rateLimiter: RateLimiter | undefined;
  answerTimeoutSeconds: number | undefined;
  approvals: Approvals | undefined;
  budget: RetryBudget | undefined;
}

/** The one place that knows how the handlers are brought to a Graph. */
function openClientOf(parts: ClientParts): GraphClient {
  const { emulator, signIn, token, now, sleep, rateLimiter } = parts;
  const { answerTimeoutSeconds = httpOptions.answerTimeoutSeconds, approvals, budget } = parts;
  const options = {
    graphEndpoint: emulator.url,
    getToken: () =>
      signIn.failure === undefined ? Promise.resolve(token) : Promise.reject(signIn.failure),
    sendHttp: createSendHttp({ ...httpOptions, answerTimeoutSeconds }),
    now,
    retry: { budgetMs: defaultRetryMs, sleep },
    ...(rateLimiter && { rateLimiter }),
    ...(approvals && { approvals }),
  };
  return createGraphClient(options, budget);
}

function openApis(
  client: GraphClient,
): Pick<HandlerContext, "configurations" | "groups" | "write" | "sharedList"> {
  const configurations = createConfigurationsApi(client);
  // A bench serves several runs, which share no list.
  const sharedList = createSharedList(configurations, { now: () => (listedAtMs += 60_000) });
  let listedAtMs = 0;
  return {
    configurations,
    groups: createGroupsApi(client),
    write: client.write,
    sharedList,
  };
}

function sortReads(lines: readonly string[]): string[] {
  const start = lines.findIndex((line) => !line.startsWith("GET "));
  if (start === -1) return lines.toSorted();
  return [
    ...lines.slice(0, start).sort(),
    ...lines.slice(start, start + 1),
    ...sortReads(lines.slice(start + 1)),
  ];
}

/** One bench for all tests of a `describe`. */
export function useBench(...options: Parameters<typeof openBench>): () => HandlerBench {
  let bench: HandlerBench;
  before(async () => {
    bench = await openBench(...options);
  });
  after(() => bench.close());
  return () => bench;
}

/** A bench of its own for each test of a `describe`. */
export function useBenchEach(...options: Parameters<typeof openBench>): () => HandlerBench {
  let bench: HandlerBench;
  beforeEach(async () => {
    bench = await openBench(...options);
  });
  afterEach(() => bench.close());
  return () => bench;
}

/** One bench on the real clock, whose certificate this process trusts: for shells, which open Graph by themselves. */
export function useTrustedBench(): () => HandlerBench {
  const bench = useBench({ now: Date.now });
  before(() => {
    trustAuthority(bench().emulator.caCertificatePem);
  });
  after(trustNoEmulator);
  return bench;
}
