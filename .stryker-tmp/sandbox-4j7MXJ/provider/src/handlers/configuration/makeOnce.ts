// @ts-nocheck
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
  const { displayName } = inputs;
  const { clock, resendMs = defaultResendMs } = context;
  const endMs = clock.now() + resendMs;
  let lost: GraphError | undefined;
  for (let attempts = 1; ; attempts += 1) {
    const sent = await post(context, inputs).catch((error: unknown) => {
      throw lost !== undefined && isRequestFailure(error)
        ? new UnknownOutcomeError(displayName, lost, [])
        : error;
    });
    if ("live" in sent) return { live: sent.live, attempts };
    if ("lost" in sent) lost = sent.lost;
    const found = "twins" in sent ? sent.twins : await lookForMade(context, inputs, sent.lost);
    if (lost === undefined) throw new TwinError(displayName, found);
    const [only] = found;
    if (only !== undefined && found.length === 1) return { live: only, attempts };
    if (found.length > 1 || !lost.isTransient || clock.now() > endMs)
      throw new UnknownOutcomeError(displayName, lost, found);
  }
}

/** What was made; or that the answer got lost; or what had turned up when it was to be sent after a wait, and was not. */
type Sent = { live: LiveConfiguration } | { lost: GraphError } | { twins: LiveConfiguration[] };

async function post(
  { configurations }: HandlerContext,
  inputs: CheckedConfiguration,
): Promise<Sent> {
  let twins: LiveConfiguration[] = [];
  const recheck = async (): Promise<undefined> => {
    twins = await findTwins(configurations, inputs);
    if (twins.length > 0) throw new TwinError(inputs.displayName, twins);
  };
  try {
    return { live: await configurations.create(newContentOf(inputs), recheck) };
  } catch (error) {
    if (error instanceof TwinError) return { twins };
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
