import { formatColumns } from "./formatColumns.ts";
import type { Measurement } from "./subject.ts";

/** A measurement, and what the emulator saw meanwhile. */
export interface Observed extends Measurement {
  requests: number;
  /** Answers 429. */
  throttled: number;
  /** From the start of the CLI to the first request to Graph. */
  firstRequestMs: number | undefined;
}

/** Under which conditions the bench ran. */
export interface Conditions {
  resources: number;
  latencyMs: number;
  /** Concurrent operations of the engine. */
  parallel: number;
  /** Whether the engine writes the state before and after each step. */
  checkpoints: boolean;
  quota: { writesPerWindow: number; windowMs: number } | undefined;
}

/** One operation of the sets beside the floor's. */
export interface Row {
  operation: string;
  elapsedMs: number;
  floorMs: number;
  /**
   * What the requests take at this latency and parallelism if nothing else took any time. For a refresh they are one a
   * resource, since that is what the engine asks for, however few are sent.
   */
  latencyBoundMs: number;
  /** How long Intune's quota of writes alone makes it take; 0 without quota. */
  quotaBoundMs: number;
  /** Elapsed, as a ratio to the greatest of the floor and the bounds. */
  ratio: number;
  floorRatio: number;
  /** What resources take that wait as long for responses and quota and do nothing else; if they were measured. */
  waitingMs?: number;
  waitingRatio?: number;
  firstRequestMs: number | undefined;
  requests: number;
  throttled: number;
  pluginPeakBytes: number;
  pluginPeakRatio: number;
  programPeakBytes: number;
  programPeakRatio: number;
  stateBytesPerResource: number;
  floorStateBytesPerResource: number;
}

export interface Comparison {
  conditions: Conditions;
  rows: Row[];
}

const writing = ["create", "change", "destroy"];

/** Sets each operation beside the floor's. */
export function compareToFloor({
  conditions,
  floor,
  sets,
  waiting,
}: {
  conditions: Conditions;
  floor: readonly Observed[];
  sets: readonly Observed[];
  waiting: readonly Observed[];
}): Comparison {
  const rows = sets.map((set, index): Row => {
    const base = floor[index] ?? set;
    const waitingMs = waiting[index]?.elapsedMs;
    const needed = set.operation === "refresh" ? conditions.resources : set.requests;
    const latencyBoundMs = (needed * conditions.latencyMs) / conditions.parallel;
    const quotaBoundMs = writing.includes(set.operation) ? findQuotaBound(conditions) : 0;
    return {
      operation: set.operation,
      elapsedMs: Math.round(set.elapsedMs),
      floorMs: Math.round(base.elapsedMs),
      latencyBoundMs: Math.round(latencyBoundMs),
      quotaBoundMs,
      ratio: set.elapsedMs / Math.max(base.elapsedMs, latencyBoundMs, quotaBoundMs),
      floorRatio: set.elapsedMs / base.elapsedMs,
      ...(waitingMs !== undefined && {
        waitingMs: Math.round(waitingMs),
        waitingRatio: set.elapsedMs / waitingMs,
      }),
      firstRequestMs: set.firstRequestMs,
      requests: set.requests,
      throttled: set.throttled,
      pluginPeakBytes: set.pluginPeakBytes,
      pluginPeakRatio: set.pluginPeakBytes / base.pluginPeakBytes,
      programPeakBytes: set.programPeakBytes,
      programPeakRatio: set.programPeakBytes / base.programPeakBytes,
      stateBytesPerResource: set.stateBytes / conditions.resources,
      floorStateBytesPerResource: base.stateBytes / conditions.resources,
    };
  });
  return { conditions, rows };
}

/** In a sliding window the first writes go at once, and each further windowful waits for a window. */
function findQuotaBound({ quota, resources }: Conditions): number {
  return quota === undefined
    ? 0
    : (Math.ceil(resources / quota.writesPerWindow) - 1) * quota.windowMs;
}

export function formatTable({ conditions, rows }: Comparison): string {
  const { resources, latencyMs, parallel, checkpoints, quota } = conditions;
  const title = [
    `${resources} resources`,
    `${latencyMs} ms latency`,
    `${parallel} at once`,
    `${checkpoints ? "with" : "without"} checkpoints`,
    `${quota ? "with" : "without"} quota`,
  ].join(", ");
  const header = [
    "",
    "s",
    "floor s",
    "/ floor",
    "bound s",
    "ratio",
    "waiting s",
    "/ waiting",
    "first request s",
    "requests",
    "429s",
    "plugin MiB",
    "/ floor",
    "program MiB",
    "/ floor",
    "state B/res",
    "floor B/res",
  ];
  const lines = rows.map((row) => [
    row.operation,
    seconds(row.elapsedMs),
    seconds(row.floorMs),
    row.floorRatio.toFixed(2),
    seconds(Math.max(row.latencyBoundMs, row.quotaBoundMs)),
    row.ratio.toFixed(2),
    row.waitingMs === undefined ? "" : seconds(row.waitingMs),
    row.waitingRatio?.toFixed(2) ?? "",
    row.firstRequestMs === undefined ? "" : seconds(row.firstRequestMs),
    String(row.requests),
    String(row.throttled),
    mebibytes(row.pluginPeakBytes),
    row.pluginPeakRatio.toFixed(2),
    mebibytes(row.programPeakBytes),
    row.programPeakRatio.toFixed(2),
    row.stateBytesPerResource.toFixed(0),
    row.floorStateBytesPerResource.toFixed(0),
  ]);
  return `${title}\n\n${formatColumns(header, lines)}`;
}

/** How the time of a resource grows with their number: milliseconds each. */
export function formatGrowth(comparisons: readonly Comparison[]): string {
  const header = [
    "ms a resource",
    ...comparisons.map(({ conditions }) => `${conditions.resources}`),
  ];
  const operations = comparisons[0]?.rows.map(({ operation }) => operation) ?? [];
  const lines = operations.map((operation, index) => [
    operation,
    ...comparisons.map(({ conditions, rows }) =>
      ((rows[index]?.elapsedMs ?? 0) / conditions.resources).toFixed(1),
    ),
  ]);
  return formatColumns(header, lines);
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}

function mebibytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(0);
}
