import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
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
import { observeLives } from "./observeLives.ts";
import type { Kind } from "./subject.ts";

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
    const comparison = await compareSets(size);
    comparisons.push(comparison);
    if (!values.json) process.stdout.write(`${formatTable(comparison)}\n`);
  }
  if (values.json) process.stdout.write(`${JSON.stringify(comparisons, null, 2)}\n`);
  else if (comparisons.length > 1) process.stdout.write(formatGrowth(comparisons));
}

async function compareSets(size: number): Promise<Comparison> {
  const isWaiting = values.waiting || values.fast;
  const kinds = ["floor", "sets", ...(isWaiting ? (["waiting"] as const) : [])] as const;
  const [floor = [], sets = [], waiting = []] = await observe(kinds, size);
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
  const kinds = ["sets", "nativeSets", "nativeFloor"] as const;
  const [dynamic = [], native = [], floor = []] = await observe(kinds, resources);
  const rows = compareShells({ dynamic, native, floor });
  process.stdout.write(values.json ? `${JSON.stringify(rows, null, 2)}\n` : formatShells(rows));
}

function observe(kinds: readonly Kind[], size: number): Promise<Observed[][]> {
  const conditions = {
    ...{ resources: size, latencyMs, parallel },
    quota: values.quota ? quota : undefined,
    hasCheckpoints: !values.fast,
  };
  return observeLives(kinds, conditions, (kind, operation) => {
    if (!values.json) process.stderr.write(`  ${kind} ${operation}\n`);
  });
}
