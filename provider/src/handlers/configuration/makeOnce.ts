import AsyncLock from "async-lock";
import type { LiveConfiguration } from "../../domain/configuration.js";
import type { CheckedConfiguration } from "../../domain/configurationInputs.js";
import { GraphError } from "../../graph/graphError.js";
import { isRequestFailure } from "../../graph/requestFailure.js";
import { growWait } from "../growWait.js";
import { defaultResendMs, type HandlerContext } from "../handlerContext.js";
import { TwinError, UnknownOutcomeError } from "./configurationErrors.js";
import { findTwins } from "./findTwins.js";
import { newContentOf } from "./configurationState.js";

/** What was made, and by how many attempts: of all but the last, at least, the answers got lost. */
export interface Made {
  live: LiveConfiguration;
  attempts: number;
}

/** Of two resources that declare the same, the second sees what the first has made. */
const locks = new AsyncLock({ maxPending: Infinity });

/**
 * Makes one configuration, and never two. Before the first attempt Intune has none of that name with that profile, so
 * one that is there after a lost answer is what the attempt has made.
 *
 * @throws TwinError when there is one already; nothing is sent.
 * @throws UnknownOutcomeError when an answer got lost, and it is not known whether something was made.
 * @throws GraphError when nothing was made.
 */
export function makeOnce(context: HandlerContext, inputs: CheckedConfiguration): Promise<Made> {
  return locks.acquire(inputs.displayName, async () => {
    const twins = await findTwins(context.configurations, inputs);
    if (twins.length > 0) throw new TwinError(inputs.displayName, twins);
    return makeUntilKnown(context, inputs);
  });
}

async function makeUntilKnown(
  context: HandlerContext,
  inputs: CheckedConfiguration,
): Promise<Made> {
  const { clock, resendMs = defaultResendMs } = context;
  const endMs = clock.now() + resendMs;
  for (let attempts = 1; ; attempts += 1) {
    const sent = await post(context, inputs);
    if ("live" in sent) return { live: sent.live, attempts };
    const found = await lookForMade(context, inputs, sent.lost);
    const [only] = found;
    if (only !== undefined && found.length === 1) return { live: only, attempts };
    if (found.length > 1 || !sent.lost.isTransient || clock.now() > endMs)
      throw new UnknownOutcomeError(inputs.displayName, sent.lost, found);
  }
}

async function post(
  { configurations }: HandlerContext,
  inputs: CheckedConfiguration,
): Promise<{ live: LiveConfiguration } | { lost: GraphError }> {
  try {
    return { live: await configurations.create(newContentOf(inputs)) };
  } catch (error) {
    if (error instanceof GraphError && error.isAmbiguous) return { lost: error };
    throw error;
  }
}

/** Looks until something is there, for at most the time in which a read may lag behind a write. */
async function lookForMade(
  { configurations, clock, readBackMs }: HandlerContext,
  inputs: CheckedConfiguration,
  lost: GraphError,
): Promise<LiveConfiguration[]> {
  const endMs = clock.now() + readBackMs;
  try {
    for (let waitMs = growWait(); ; waitMs = growWait(waitMs)) {
      const found = await findTwins(configurations, inputs);
      if (found.length > 0 || clock.now() + waitMs > endMs) return found;
      await clock.sleep(waitMs);
    }
  } catch (error) {
    if (isRequestFailure(error)) throw new UnknownOutcomeError(inputs.displayName, lost, []);
    throw error;
  }
}
