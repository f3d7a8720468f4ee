import { once } from "node:events";
import { fork } from "node:child_process";
import { createEmulator } from "intune-graph-emulator";
import { createGraphClient, type GraphClient } from "../../provider/dist/graph/graphClient.js";
import { createRateLimiter } from "../../provider/dist/graph/rateLimiter.js";
import { createSendHttp } from "../../provider/dist/graph/sendHttp.js";
import { setTimeout as sleep } from "node:timers/promises";

/** Graph takes at most this many requests in a batch. */
const batchSize = 20;

/**
 * How both collections of a set are read: by two requests side by side, by one `$batch` of the two, or by batches of whatever
 * is asked for at one time.
 */
const ways = ["two requests", "a batch each", "full batches"] as const;
type Way = (typeof ways)[number];

export interface ReadsMeasurement {
  way: Way;
  /** At once, as the engine has handlers. */
  readers: number;
  elapsedMs: number;
  /** Processor time of the process that reads. */
  processorMs: number;
}

interface ReadsTask {
  url: string;
  token: string;
  configurationIds: string[];
  readers: number;
  way: Way;
}

type Read = (path: string) => Promise<unknown>;

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
    for (const readers of options.readers)
      for (const way of ways) measurements.push(await runInChild({ ...task, readers, way }));
    return measurements;
  } finally {
    await emulator.close();
  }
}

async function runInChild(task: ReadsTask): Promise<ReadsMeasurement> {
  const child = fork(import.meta.filename);
  const answer = once(child, "message");
  child.send(task);
  const [measurement] = (await answer) as [ReadsMeasurement];
  return measurement;
}

async function readAll(task: ReadsTask): Promise<ReadsMeasurement> {
  const { readers, way } = task;
  const client = openClient(task);
  const shared = gatherReads(client);
  const openRead = {
    "two requests": () => readSingly(client),
    "a batch each": () => gatherReads(client),
    "full batches": () => shared,
  };
  const waiting = [...task.configurationIds];
  const readOn = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const read = openRead[way]();
      const path = `/deviceAppManagement/iosLobAppProvisioningConfigurations/${id}`;
      await Promise.all([read(`${path}/assignments`), read(`${path}/groupAssignments`)]);
    }
  };
  const startMs = performance.now();
  const usedBefore = process.cpuUsage();
  await Promise.all(Array.from({ length: readers }, readOn));
  const { user, system } = process.cpuUsage(usedBefore);
  const processorMs = (user + system) / 1000;
  return { way, readers, elapsedMs: performance.now() - startMs, processorMs };
}

function openClient({ url, token }: { url: string; token: string }): GraphClient {
  const unlimited = { writesPerWindow: 1_000_000, requestsPerWindow: 1_000_000 };
  const time = { now: () => Date.now(), sleep: (waitMs: number) => sleep(waitMs) };
  return createGraphClient({
    graphEndpoint: url,
    getToken: () => Promise.resolve(token),
    sendHttp: createSendHttp({ connectTimeoutSeconds: 10, answerTimeoutSeconds: 60 }),
    now: time.now,
    retry: { budgetMs: 0, sleep: time.sleep },
    rateLimiter: createRateLimiter({ ...time, ...unlimited, longestPauseMs: 0 }),
  });
}

function readSingly(client: GraphClient): Read {
  return (path) => client.list({ action: "read", path: `/beta${path}`, parse: (json) => json });
}

/** Takes together what is asked for in one turn of the event loop. */
function gatherReads(client: GraphClient): Read {
  const waiting: { path: string; resolve: (body: unknown) => void }[] = [];
  const send = async (): Promise<void> => {
    const parts = waiting.splice(0, batchSize);
    if (waiting.length > 0) void send();
    const requests = parts.map(({ path: url }, index) => ({
      id: `${index}`,
      method: "GET",
      url,
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
  return (path) =>
    new Promise((resolve) => {
      if (waiting.length === 0) setImmediate(() => void send());
      waiting.push({ path, resolve });
    });
}

if (process.send !== undefined && process.argv[1] === import.meta.filename) {
  const [task] = (await once(process, "message")) as [ReadsTask];
  process.send(await readAll(task));
  process.disconnect();
}
