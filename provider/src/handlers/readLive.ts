import type { Entry, LiveEntry } from "../domain/entry.js";
import { normalizeGuid } from "../domain/values.js";
import { describeConfiguration } from "../graph/configurationRoute.js";
import type { Snapshot } from "../graph/graphClient.js";
import { GraphError, type Verdict } from "../graph/graphError.js";
import { systemClock } from "../graph/clock.js";
import { defaultReadBackMs, type HandlerContext } from "./handlerContext.js";

export type SearchedTenant = Pick<HandlerContext, "configurations"> &
  Partial<Pick<HandlerContext, "clock" | "readBackMs" | "madeAtMs">>;

/** With the waits, 1.75 s. */
const readsUntilGone = 3;

/**
 * A 404 is no proof: Graph may be late, or err once. `run` runs again if the configuration can be read or is listed.
 * @throws GraphError with `isGone`, or naming both responses that contradict each other for `readBackMs`.
 */
export async function confirmGone<T>(tenant: SearchedTenant, id: string, run: () => Promise<T>) {
  const { clock = systemClock } = tenant;
  let search: Search | undefined;
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (!isNotFound(error) || error.hasVerdict) throw error;
      search ??= { startMs: clock.now(), waitMs: nextBackoff() };
      const verdict = await findVerdict(tenant, id, search);
      if (verdict !== undefined) throw error.with({ verdict });
    }
  }
}

export function readLiveConfiguration(tenant: SearchedTenant, id: string) {
  return confirmGone(tenant, id, () => tenant.configurations.get(id));
}

export function unlessGone<T>(reading: Promise<T>): Promise<T | undefined> {
  return unless(isGone, reading);
}

function isNotFound(error: unknown): error is GraphError {
  return error instanceof GraphError && error.isNotFound;
}

export function isGone(error: unknown): boolean {
  return error instanceof GraphError && error.isGone;
}

/** @param consequence as in ", and its assignments with it". */
export function describeGone(id: string, consequence = ""): string {
  return (
    `${describeConfiguration(id)} is gone from Intune${consequence}: ` +
    "Graph answered 404 again and again, and the list of all configurations lacks it."
  );
}

interface Search {
  startMs: number;
  waitMs: number;
}

/** Undefined if it exists. */
async function findVerdict(
  { configurations, clock = systemClock, readBackMs = defaultReadBackMs, madeAtMs }: SearchedTenant,
  id: string,
  search: Search,
): Promise<Verdict | undefined> {
  const normalId = normalizeGuid(id);
  const mayBeNewUntilMs = (madeAtMs?.get(normalId) ?? -Infinity) + readBackMs;
  for (let reads = 1; ; reads += 1) {
    await clock.sleep(search.waitMs);
    search.waitMs = nextBackoff(search.waitMs);
    const searchedMs = clock.now() - search.startMs;
    const isLate = searchedMs > readBackMs;
    if (await unless(isNotFound, configurations.get(id)))
      return isLate ? contradict(searchedMs, "the configuration itself can be read") : undefined;
    if (reads < readsUntilGone) continue;
    const isListed = (await configurations.list()).some((listed) => listed.id === normalId);
    if (isListed && isLate) return contradict(searchedMs, "the list of all has it");
    if (!isListed && clock.now() >= mayBeNewUntilMs) return gone;
  }
}

async function unless<T>(isExpected: (error: unknown) => boolean, reading: Promise<T>) {
  try {
    return await reading;
  } catch (error) {
    if (isExpected(error)) return undefined;
    throw error;
  }
}

const gone: Verdict = {
  isGone: true,
  reason: "It was read again by its id, and looked for in the list of all: it is gone.",
};

function contradict(searchedMs: number, otherAnswer: string): Verdict {
  const seconds = Math.round(searchedMs / 1000);
  return { isGone: false, reason: `Graph answered so for ${seconds} s, but ${otherAnswer}.` };
}

const firstWaitMs = 250;
const longestWaitMs = 5_000;

function nextBackoff(lastMs?: number): number {
  return lastMs === undefined ? firstWaitMs : Math.min(lastMs * 2, longestWaitMs);
}

/** Graph may show a write late. */
export async function pollUntil<T>(
  { clock, readBackMs }: Pick<HandlerContext, "clock" | "readBackMs">,
  read: () => Promise<T>,
  shows: (value: T) => boolean,
): Promise<{ value: T; isShown: boolean; polledMs: number }> {
  const startMs = clock.now();
  for (let waitMs = nextBackoff(); ; waitMs = nextBackoff(waitMs)) {
    const value = await read();
    const polledMs = clock.now() - startMs;
    const isShown = shows(value);
    if (isShown || polledMs + waitMs > readBackMs) return { value, isShown, polledMs };
    await clock.sleep(waitMs);
  }
}

export function entriesOf(live: readonly LiveEntry[]): Entry[] {
  return live.map(({ entry }) => entry);
}

/**
 * In parallel, so that neither grows old.
 * @throws GraphError with `isGone`.
 */
export function readLiveSet(
  reader: Pick<HandlerContext, "api" | "clock"> & SearchedTenant,
  id: string,
  readsOlder = true,
): Promise<Snapshot<readonly LiveEntry[]>> {
  const { api, clock } = reader;
  return confirmGone(reader, id, async () => {
    const parts = await Promise.all(
      [api.readAssignments(id), ...(readsOlder ? [api.readGroupAssignments(id)] : [])].map(
        async (reading) => ({ entries: await reading, readAtMs: clock.now() }),
      ),
    );
    return {
      live: parts.flatMap(({ entries }) => entries),
      readAtMs: Math.min(...parts.map(({ readAtMs }) => readAtMs)),
    };
  });
}
