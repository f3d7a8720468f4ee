import { normalizeGuid } from "../domain/guid.js";
import { describeConfiguration } from "../graph/configurationRoute.js";
import type { ConfigurationsApi } from "../graph/configurationsApi.js";
import { GraphError, type Verdict } from "../graph/graphError.js";
import { systemClock } from "../graph/systemClock.js";
import { nextBackoff } from "./nextBackoff.js";
import { defaultReadBackMs, type HandlerContext } from "./handlerContext.js";

/** Where a configuration is looked for, and for how long. */
export type SearchedTenant = Pick<
  HandlerContext,
  "configurations" | "clock" | "readBackMs" | "madeAtMs"
>;

/** A tenant outside of an engine's operation. */
export function searchedTenant(configurations: ConfigurationsApi): SearchedTenant {
  return { configurations, clock: systemClock, readBackMs: defaultReadBackMs };
}

/** So many looks in a row find nothing before a configuration counts as gone. With the waits they take 1.75 s. */
const looksUntilGone = 3;

/**
 * Runs requests of one configuration. A 404 does not prove that the configuration is gone: Graph may show a new one late,
 * or answer one request wrongly. So the configuration is read again by its id, and looked for in the list of all. If it is
 * there, `run` runs again.
 *
 * @throws GraphError with `isGone` where nothing shows the configuration.
 * @throws GraphError that names both answers where they contradict each other for `readBackMs`.
 */
export async function confirmGone<T>(
  tenant: SearchedTenant,
  id: string,
  run: () => Promise<T>,
): Promise<T> {
  let search: Search | undefined;
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof GraphError) || !error.isNotFound || error.hasVerdict) throw error;
      search ??= { startMs: tenant.clock.now(), waitMs: nextBackoff() };
      await searchUntilThere(tenant, id, error, search);
    }
  }
}

/** The same, but undefined where the configuration is gone. `run` never answers undefined. */
export async function unlessGone<T extends object>(
  tenant: SearchedTenant,
  id: string,
  run: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await confirmGone(tenant, id, run);
  } catch (error) {
    if (error instanceof GraphError && error.isGone) return undefined;
    throw error;
  }
}

/** Says that a configuration was found gone, and what went with it: a clause. */
export function describeGone(id: string, consequence = ""): string {
  return (
    `${describeConfiguration(id)} is gone from Intune${consequence}: ` +
    "Graph answered 404 again and again, and the list of all configurations lacks it."
  );
}

/** A search for a configuration since its first 404. */
interface Search {
  startMs: number;
  waitMs: number;
}

/** @throws GraphError the 404, confirmed or contradicted, unless the configuration is there. */
async function searchUntilThere(
  { configurations, clock, readBackMs, madeAtMs }: SearchedTenant,
  id: string,
  missing: GraphError,
  search: Search,
): Promise<void> {
  const normalId = normalizeGuid(id);
  // What this process has just made is late, and not gone.
  const mayBeLateUntilMs = (madeAtMs?.get(normalId) ?? -Infinity) + readBackMs;
  for (let looks = 1; ; looks += 1) {
    await clock.sleep(search.waitMs);
    search.waitMs = nextBackoff(search.waitMs);
    const spentMs = clock.now() - search.startMs;
    const isLate = spentMs > readBackMs;
    const isRead = await isReadable(configurations, id);
    if (isRead && !isLate) return;
    if (isRead)
      throw missing.withVerdict(contradict(spentMs, "the configuration itself can be read"));
    if (looks < looksUntilGone) continue;
    const isListed = (await configurations.list()).some((listed) => listed.id === normalId);
    if (isListed && isLate)
      throw missing.withVerdict(contradict(spentMs, "the list of all has it"));
    if (!isListed && clock.now() >= mayBeLateUntilMs) throw missing.withVerdict(gone);
  }
}

async function isReadable(
  configurations: HandlerContext["configurations"],
  id: string,
): Promise<boolean> {
  try {
    await configurations.get(id);
    return true;
  } catch (error) {
    if (error instanceof GraphError && error.isNotFound) return false;
    throw error;
  }
}

const gone: Verdict = {
  isGone: true,
  reason: "It was read again by its id, and looked for in the list of all: it is gone.",
};

function contradict(spentMs: number, otherAnswer: string): Verdict {
  const seconds = Math.round(spentMs / 1000);
  return { isGone: false, reason: `Graph answered so for ${seconds} s, but ${otherAnswer}.` };
}
