import { once } from "node:events";
import { fork } from "node:child_process";
import { createEmulator } from "intune-graph-emulator";
import { createGraphClient, type GraphClient } from "../../provider/dist/graph/graphClient.js";
import { createRateLimiter } from "../../provider/dist/graph/rateLimiter.js";
import { createSendHttp } from "../../provider/dist/graph/sendHttp.js";
import { setTimeout as sleep } from "node:timers/promises";

/** Graph takes at most this many requests in a batch. */
const batchSize = 20;

/** Reads of sets, one request each or gathered into `$batch`, by so many readers at once as the engine has handlers. */
export interface ReadsMeasurement {
  readers: number;
  singleMs: number;
  gatheredMs: number;
}

interface ReadsTask {
  url: string;
  token: string;
  configurationIds: string[];
  readers: number;
  gather: boolean;
}

type ReadSet = (configurationId: string) => Promise<unknown>;

/** Measures each way in a process of its own, as the provider is one beside Graph. */
export async function measureReads(options: {
  resources: number;
  latencyMs: number;
  readers: readonly number[];
}): Promise<ReadsMeasurement[]> {
  const emulator = await createEmulator({ latencyMs: options.latencyMs });
  try {
    const configurationIds = Array.from(
      { length: options.resources },
      () => emulator.tenant.addConfiguration().id,
    );
    const task = { url: emulator.url, token: await emulator.issueToken(), configurationIds };
    const measurements: ReadsMeasurement[] = [];
    for (const readers of options.readers) {
      const singleMs = await runInChild({ ...task, readers, gather: false });
      const gatheredMs = await runInChild({ ...task, readers, gather: true });
      measurements.push({ readers, singleMs, gatheredMs });
    }
    return measurements;
  } finally {
    await emulator.close();
  }
}

async function runInChild(task: ReadsTask): Promise<number> {
  const child = fork(import.meta.filename);
  const answer = once(child, "message");
  child.send(task);
  const [elapsedMs] = (await answer) as [number];
  return elapsedMs;
}

async function readAll({ readers, gather, configurationIds, ...task }: ReadsTask): Promise<number> {
  const client = openClient(task);
  const read = gather ? gatherReads(client) : readSingly(client);
  const waiting = [...configurationIds];
  const startMs = performance.now();
  const readOn = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await read(id);
  };
  await Promise.all(Array.from({ length: readers }, readOn));
  return performance.now() - startMs;
}

function openClient({ url, token }: { url: string; token: string }): GraphClient {
  const unlimited = { writesPerWindow: 1_000_000, requestsPerWindow: 1_000_000 };
  const time = { now: () => Date.now(), sleep: (waitMs: number) => sleep(waitMs) };
  return createGraphClient({
    graphEndpoint: url,
    getToken: () => Promise.resolve(token),
    sendHttp: createSendHttp({ connectTimeoutMs: 10_000, answerTimeoutMs: 60_000 }),
    now: time.now,
    retry: { budgetMs: 0, sleep: time.sleep },
    rateLimiter: createRateLimiter({ ...time, ...unlimited, longestPauseMs: 0 }),
  });
}

const pathOf = (id: string): string =>
  `/deviceAppManagement/iosLobAppProvisioningConfigurations/${id}/assignments`;

function readSingly(client: GraphClient): ReadSet {
  return (id) => client.list({ action: "read", path: `/beta${pathOf(id)}`, parse: (json) => json });
}

/** Takes together what is asked for in one turn of the event loop. */
function gatherReads(client: GraphClient): ReadSet {
  const waiting: { id: string; resolve: (body: unknown) => void }[] = [];
  const send = async (): Promise<void> => {
    const parts = waiting.splice(0, batchSize);
    if (waiting.length > 0) void send();
    const requests = parts.map(({ id }, index) => ({
      id: `${index}`,
      method: "GET",
      url: pathOf(id),
    }));
    // A batch of reads is a POST, and takes a write's way.
    const changed = await client.write({
      read: () => Promise.resolve({ live: undefined, readAtMs: Infinity }),
      requestFor: () => ({
        action: "read",
        method: "POST",
        path: "/beta/$batch",
        body: { requests },
      }),
      parse: (json) => json as { responses: { id: string; body: unknown }[] },
    });
    const { responses } = "answer" in changed ? changed.answer : { responses: [] };
    for (const { id, body } of responses) parts[Number(id)]?.resolve(body);
  };
  return (id) =>
    new Promise((resolve) => {
      if (waiting.length === 0) setImmediate(() => void send());
      waiting.push({ id, resolve });
    });
}

if (process.send !== undefined && process.argv[1] === import.meta.filename) {
  const [task] = (await once(process, "message")) as [ReadsTask];
  process.send(await readAll(task));
  process.disconnect();
}
