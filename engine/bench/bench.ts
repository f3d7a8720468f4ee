import { fork } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { delimiter, join } from "node:path";
import { parseArgs } from "node:util";
import { createEmulator, type Emulator } from "intune-graph-emulator";
import { emulatorEnvironment } from "../emulatorEnvironment.ts";
import { findPulumiCli } from "../findPulumiCli.ts";
import { createEngineFolder } from "../localStack.ts";
import { pulumiPath } from "../pulumiPath.ts";
import { measureAdopt, type AdoptStep } from "./adopt.ts";
import { compareShells, formatShells } from "./compareShells.ts";
import { compareToFloor, formatTable, type Observed } from "./compareToFloor.ts";
import { measureReads } from "./gatherReads.ts";
import type { Assignment, Measurement, OperationName } from "./subject.ts";

/** `npm run bench`: assignment sets beside resources that do nothing, on the same engine, in one run. */
const { values } = parseArgs({
  options: {
    resources: { type: "string", default: "100" },
    latency: { type: "string", default: "0" },
    parallel: { type: "string" },
    quota: { type: "boolean", default: false },
    least: { type: "boolean", default: false },
    reads: { type: "boolean", default: false },
    adopt: { type: "boolean", default: false },
    native: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});

const resources = readCount("resources", values.resources);
const latencyMs = readCount("latency", values.latency);
const parallel = values.parallel === undefined ? undefined : readCount("parallel", values.parallel);

function readCount(name: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  process.stderr.write(`--${name} takes a whole number; it is ${JSON.stringify(text)}\n`);
  process.exit(2);
}

/** Intune's documented limits of one application. */
const quota = {
  writesPerWindow: 100,
  requestsPerWindow: 1000,
  windowMs: 20_000,
  retryAfter: "seconds",
} as const;

async function observe(assignment: Assignment, emulator: Emulator): Promise<Observed[]> {
  const subject = fork(join(import.meta.dirname, "subject.ts"), {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const observed: Observed[] = [];
  subject.on("message", (measurement: Measurement) => {
    const requests = emulator.requests.filter(({ path }) => path.startsWith("/beta/"));
    const throttled = requests.filter(({ status }) => status === 429).length;
    observed.push({ ...measurement, requests: requests.length, throttled });
    emulator.clearRequests();
    if (!values.json) process.stderr.write(`  ${assignment.kind} ${measurement.operation}\n`);
    subject.send("taken");
  });
  const ended = once(subject, "exit");
  subject.send(assignment);
  const [code] = (await ended) as [number | null];
  if (code !== 0) throw new Error(`The ${assignment.kind} ended with ${String(code)}.`);
  return observed;
}

if (values.reads) await benchReads();
else if (values.adopt) await benchAdopt();
else await benchSets();

/** Adopting a tenant: whatever its size, nothing may be written to it. */
async function benchAdopt(): Promise<void> {
  const onStep = ({ step, elapsedMs, requests, writes }: AdoptStep): void => {
    process.stdout.write(
      `${step} of ${resources} configurations: ${(elapsedMs / 1000).toFixed(1)} s, ` +
        `${requests} requests, ${writes} of them writes\n`,
    );
    if (writes > 0) process.exitCode = 1;
  };
  await measureAdopt({ configurations: resources, latencyMs, onStep });
}

/** Whether gathering reads into `$batch` would pay, at the engine's default parallelism and at a high one. */
async function benchReads(): Promise<void> {
  const measurements = await measureReads({ resources, latencyMs, readers: [8, 64] });
  for (const { readers, singleMs, gatheredMs } of measurements) {
    const ratio = (gatheredMs / singleMs).toFixed(2);
    process.stdout.write(
      `${resources} reads by ${readers} at once: ${(singleMs / 1000).toFixed(2)} s one by one, ` +
        `${(gatheredMs / 1000).toFixed(2)} s gathered (${ratio})\n`,
    );
  }
}

async function benchSets(): Promise<void> {
  const cli = await findPulumiCli();
  const emulator = await createEmulator({
    latencyMs,
    ...(values.quota && { behaviour: { quota } }),
  });
  const folder = await createEngineFolder();
  try {
    const configurationIds = Array.from(
      { length: resources },
      () => emulator.tenant.addConfiguration().id,
    );
    const environment = {
      ...(await emulatorEnvironment(emulator, folder)),
      PATH: [join(import.meta.dirname, "nothing"), pulumiPath(cli)].join(delimiter),
      // Without the quota the provider must not keep to it either.
      ...(!values.quota && {
        INTUNE_WRITES_PER_WINDOW: "1000000",
        INTUNE_REQUESTS_PER_WINDOW: "1000000",
      }),
    };
    const assignment = { resources, parallel, environment, configurationIds };
    const pauseMs = values.quota ? quota.windowMs : 0;
    if (values.native) {
      const run = (kind: Assignment["kind"]) => observe({ ...assignment, kind, pauseMs }, emulator);
      const rows = compareShells({
        dynamic: await run("sets"),
        native: await run("nativeSets"),
        floor: await run("nativeFloor"),
      });
      process.stdout.write(values.json ? `${JSON.stringify(rows, null, 2)}\n` : formatShells(rows));
      return;
    }
    const floor = await observe({ ...assignment, kind: "floor", pauseMs: 0 }, emulator);
    const sets = await observe({ ...assignment, kind: "sets", pauseMs }, emulator);
    const conditions = {
      resources,
      latencyMs,
      parallel: parallel ?? 4 * availableParallelism(),
      quota: values.quota ? quota : undefined,
    };
    const least = values.least
      ? await observe({ ...assignment, ...onlyWaiting(sets, environment), pauseMs }, emulator)
      : [];
    const comparison = compareToFloor({ conditions, floor, sets, least });
    process.stdout.write(
      values.json ? `${JSON.stringify(comparison, null, 2)}\n` : formatTable(comparison),
    );
  } finally {
    await emulator.close();
    await folder.remove();
  }
}

/** Resources that wait as long as the requests of the sets take, and for the quota, and do nothing else. */
function onlyWaiting(
  sets: readonly Observed[],
  environment: Record<string, string>,
): Pick<Assignment, "kind" | "environment"> {
  const requestsOf = (name: OperationName): number =>
    (sets.find(({ operation }) => operation === name)?.requests ?? 0) / resources;
  const requestsPerCall = {
    create: requestsOf("create"),
    update: requestsOf("change"),
    // What the engine asks for, however few are sent.
    read: 1,
    delete: requestsOf("destroy"),
  };
  const waits = { requestsPerCall, latencyMs, ...(values.quota && { quota }) };
  return { kind: "least", environment: { ...environment, ONLY_WAIT: JSON.stringify(waits) } };
}
