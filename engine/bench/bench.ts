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
import {
  compareToFloor,
  formatGrowth,
  formatTable,
  type Comparison,
  type Observed,
} from "./compareToFloor.ts";
import { formatFleets, measureFleet } from "./fleet.ts";
import { formatColumns } from "./formatColumns.ts";
import { measureReads } from "./gatherReads.ts";
import { measureStarts } from "./start.ts";
import type { Assignment, Measurement } from "./subject.ts";

/** `npm run bench`: assignment sets beside resources that do nothing, on the same engine, in one run. */
const { values } = parseArgs({
  options: {
    resources: { type: "string", default: "100" },
    latency: { type: "string", default: "0" },
    parallel: { type: "string" },
    quota: { type: "boolean", default: false },
    waiting: { type: "boolean", default: false },
    fast: { type: "boolean", default: false },
    reads: { type: "boolean", default: false },
    start: { type: "boolean", default: false },
    adopt: { type: "boolean", default: false },
    checkpoints: { type: "boolean", default: false },
    fleet: { type: "boolean", default: false },
    native: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});

/** `--resources 100,500` measures both, one after the other. */
const sizes = values.resources.split(",").map((size) => readCount("resources", size));
const [resources = 0] = sizes;
const latencyMs = readCount("latency", values.latency);
const { parallel: parallelText = values.fast ? "32" : undefined } = values;
const parallel = parallelText === undefined ? undefined : readCount("parallel", parallelText);

/** Lets the engine write the state once, at the end, and not before and after each step. */
const withoutCheckpoints = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };

/** One after the other: a write reads both collections at once, assigns, and reads back; a refresh reads. */
const roundTrips = { create: 3, update: 3, delete: 3, read: 1 };

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
    const firstRequestMs = requests[0] && requests[0].time - measurement.startedAtMs;
    observed.push({ ...measurement, requests: requests.length, throttled, firstRequestMs });
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
else if (values.start) await benchStarts();
else if (values.adopt) await benchAdopt();
else if (values.fleet) await benchFleets();
else if (values.native) await benchShells();
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
  const { checkpoints } = values;
  await measureAdopt({
    ...{ configurations: resources, latencyMs, checkpoints, onStep },
    parallel: parallel ?? 32,
  });
}

/** Fleets of as many tenants as `--resources` says; `--parallel` are at work at once. */
async function benchFleets(): Promise<void> {
  const runs = [];
  for (const tenants of sizes)
    runs.push(...(await measureFleet({ tenants, parallel: parallel ?? 4, latencyMs })));
  process.stdout.write(values.json ? `${JSON.stringify(runs, null, 2)}\n` : formatFleets(runs));
}

/** Whether gathering reads into `$batch` would pay, at the engine's default parallelism and at a high one. */
async function benchReads(): Promise<void> {
  const measurements = await measureReads({ resources, latencyMs, readers: [8, 32] });
  const seconds = (ms: number): string => (ms / 1000).toFixed(2);
  const lines = measurements.map(({ way, readers, elapsedMs, processorMs }) => [
    way,
    String(readers),
    seconds(elapsedMs),
    seconds(processorMs),
  ]);
  const header = [`both collections of ${resources} sets by`, "at once", "s", "processor s"];
  process.stdout.write(formatColumns(header, lines));
}

async function benchStarts(): Promise<void> {
  const lines = (await measureStarts()).map(({ what, coldMs, warmMs }) => [
    what,
    coldMs.toFixed(0),
    warmMs.toFixed(0),
  ]);
  process.stdout.write(formatColumns(["to the first request, ms", "cold", "warm"], lines));
}

async function benchSets(): Promise<void> {
  const comparisons: Comparison[] = [];
  for (const size of sizes) {
    const comparison = await withSubjects(size, (run) => compareSets(size, run));
    comparisons.push(comparison);
    if (!values.json) process.stdout.write(`${formatTable(comparison)}\n`);
  }
  if (values.json) process.stdout.write(`${JSON.stringify(comparisons, null, 2)}\n`);
  else if (comparisons.length > 1) process.stdout.write(formatGrowth(comparisons));
}

type RunSubject = (kind: Assignment["kind"]) => Promise<Observed[]>;

async function compareSets(size: number, run: RunSubject): Promise<Comparison> {
  const floor = await run("floor");
  const sets = await run("sets");
  const waiting = values.waiting || values.fast ? await run("waiting") : [];
  const conditions = {
    resources: size,
    latencyMs,
    parallel: parallel ?? 4 * availableParallelism(),
    checkpoints: !values.fast,
    quota: values.quota ? quota : undefined,
  };
  return compareToFloor({ conditions, floor, sets, waiting });
}

async function benchShells(): Promise<void> {
  const rows = await withSubjects(resources, async (run) =>
    compareShells({
      dynamic: await run("sets"),
      native: await run("nativeSets"),
      floor: await run("nativeFloor"),
    }),
  );
  process.stdout.write(values.json ? `${JSON.stringify(rows, null, 2)}\n` : formatShells(rows));
}

/** With an emulator of their own, and a folder that is removed at the end. */
async function withSubjects<T>(size: number, use: (run: RunSubject) => Promise<T>): Promise<T> {
  const cli = await findPulumiCli();
  const emulator = await createEmulator({
    latencyMs,
    ...(values.quota && { behaviour: { quota } }),
  });
  const folder = await createEngineFolder();
  try {
    const environment = {
      ...(await emulatorEnvironment(emulator, folder)),
      PATH: [join(import.meta.dirname, "nothing"), pulumiPath(cli)].join(delimiter),
      ONLY_WAIT: JSON.stringify({ roundTrips, latencyMs, ...(values.quota && { quota }) }),
      ...(values.fast && withoutCheckpoints),
      // Without the quota the provider must not keep to it either.
      ...(!values.quota && {
        INTUNE_WRITES_PER_WINDOW: "1000000",
        INTUNE_REQUESTS_PER_WINDOW: "1000000",
      }),
    };
    const configurationIds = Array.from(
      { length: size },
      () => emulator.tenant.addConfiguration().id,
    );
    return await use((kind) => {
      const pauseMs = values.quota && !kind.endsWith("loor") ? quota.windowMs : 0;
      return observe({ kind, parallel, environment, configurationIds, pauseMs }, emulator);
    });
  } finally {
    await emulator.close();
    await folder.remove();
  }
}
