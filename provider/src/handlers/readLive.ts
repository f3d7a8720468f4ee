import type { Entry, LiveEntry } from "../domain/entry.js";
import { normalizeGuid } from "../domain/values.js";
import { describeConfiguration } from "../graph/configurationsApi.js";
import { GraphError, type Verdict } from "../graph/graphError.js";
import { systemClock } from "../graph/clock.js";
import { defaultReadBackMs, type HandlerContext } from "./handlerContext.js";

export type SearchedTenant = Pick<HandlerContext, "configurations"> &
  Partial<Pick<HandlerContext, "clock" | "readBackMs" | "madeAtMs">>;

/** With the waits, 1.75 s. */
const readsUntilGone = 3;

/**
 * A 404 is no proof: Graph may be late, or err once. `run` runs again if the configuration can be read or is listed.
 * @throws GraphError whose verdict is `isGone`, or naming both responses that contradict each other for `readBackMs`.
 */
export async function confirmGone<T>(tenant: SearchedTenant, id: string, run: () => Promise<T>) {
  let findVerdict: (() => Promise<Verdict | undefined>) | undefined;
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (!isNotFound(error) || error.verdict !== undefined) throw error;
      findVerdict ??= beginSearch(tenant, id);
      const verdict = await findVerdict();
      if (verdict !== undefined) throw error.with({ verdict });
    }
  }
}

/** Returns what searches on: its verdict is undefined if the configuration exists. */
function beginSearch(
  { configurations, clock = systemClock, readBackMs = defaultReadBackMs, madeAtMs }: SearchedTenant,
  id: string,
) {
  const normalId = normalizeGuid(id);
  const mayBeNewUntilMs = (madeAtMs?.get(normalId) ?? -Infinity) + readBackMs;
  const startMs = clock.now();
  let waitMs = nextBackoff();
  return async (): Promise<Verdict | undefined> => {
    for (let reads = 1; ; reads += 1) {
      await clock.sleep(waitMs);
      waitMs = nextBackoff(waitMs);
      const searchedMs = clock.now() - startMs;
      const isLate = searchedMs > readBackMs;
      if (await configurations.get(id).catch(undefinedIf(isNotFound)))
        return isLate ? contradict(searchedMs, "the configuration itself can be read") : undefined;
      if (reads < readsUntilGone) continue;
      const isListed = (await configurations.list()).some((listed) => listed.id === normalId);
      if (isListed && isLate) return contradict(searchedMs, "the list of all has it");
      if (!isListed && clock.now() >= mayBeNewUntilMs) return gone;
    }
  };
}

export function readLiveConfiguration(tenant: SearchedTenant, id: string) {
  return confirmGone(tenant, id, () => tenant.configurations.get(id));
}

export function unlessGone<T>(running: Promise<T>): Promise<T | undefined> {
  return running.catch(undefinedIf(isGone));
}

/** The same, and prints that it is gone. */
export function reportGone<T>({ print }: HandlerContext, id: string, running: Promise<T>) {
  return running.catch((error: unknown) => {
    if (!isGone(error)) throw error;
    print(
      `${describeConfiguration(id)} is gone from Intune, and its assignments with it: ` +
        "Graph answered 404 again and again, and the list of all configurations lacks it.",
    );
    return undefined;
  });
}

/** For `catch`. */
function undefinedIf(isExpected: (error: unknown) => boolean) {
  return (error: unknown): undefined => {
    if (!isExpected(error)) throw error;
  };
}

function isNotFound(error: unknown): error is GraphError {
  return error instanceof GraphError && error.isNotFound;
}

export function isGone(error: unknown): error is GraphError {
  return error instanceof GraphError && error.verdict?.isGone === true;
}

const gone: Verdict = {
  isGone: true,
  reason:
    "It was read again by its id, and looked for in the list of all: it is gone. If somebody deleted it, run " +
    "`pulumi refresh`: the next `pulumi up` makes what the program still declares.",
};

function contradict(searchedMs: number, otherAnswer: string): Verdict {
  const seconds = Math.round(searchedMs / 1000);
  return { isGone: false, reason: `Graph answered so for ${seconds} s, but ${otherAnswer}.` };
}

function nextBackoff(lastMs = 125): number {
  return Math.min(lastMs * 2, 5_000);
}

/** Graph may show a write late. */
export async function pollUntil<T>(
  { clock, readBackMs }: Pick<HandlerContext, "clock" | "readBackMs">,
  read: () => Promise<T>,
  shows: (value: T) => boolean,
): Promise<{ value: T; isShown: boolean }> {
  const startMs = clock.now();
  for (let waitMs = nextBackoff(); ; waitMs = nextBackoff(waitMs)) {
    const value = await read();
    const isShown = shows(value);
    if (isShown || clock.now() - startMs + waitMs > readBackMs) return { value, isShown };
    await clock.sleep(waitMs);
  }
}

export function entriesOf(live: readonly LiveEntry[]): Entry[] {
  return live.map(({ entry }) => entry);
}

/**
 * In parallel, so that neither grows old.
 * @throws GraphError whose verdict is `isGone`.
 */
export function readLiveSet(tenant: SearchedTenant, id: string, readsOlder = true) {
  const { configurations, clock = systemClock } = tenant;
  return confirmGone(tenant, id, async () => {
    const readings = [
      configurations.readAssignments(id),
      ...(readsOlder ? [configurations.readGroupAssignments(id)] : []),
    ];
    const parts = await Promise.all(
      readings.map(async (reading) => ({ entries: await reading, readAtMs: clock.now() })),
    );
    return {
      live: parts.flatMap(({ entries }) => entries),
      readAtMs: Math.min(...parts.map(({ readAtMs }) => readAtMs)),
    };
  });
}
