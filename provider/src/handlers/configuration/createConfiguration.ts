import type { LiveConfiguration } from "../../domain/configuration.js";
import type { CheckedConfiguration } from "../../domain/configurationInputs.js";
import { findContentDifferences } from "../../domain/findContentDifferences.js";
import { isRequestFailure } from "../../graph/requestFailure.js";
import { readLiveConfiguration } from "../readLive.js";
import { IncompleteError } from "../errors.js";
import type { HandlerContext } from "../handlerContext.js";
import {
  describeLateTwins,
  describeUnlikeAdopted,
  describeUnstored,
  refuseUnlikeReplacement,
} from "./configurationErrors.js";
import { goalOf, stateOf, unreadState } from "./configurationState.js";
import { findTwins } from "./findTwins.js";
import { makeConfiguration } from "./makeConfiguration.js";

/**
 * @throws IncompleteError if it exists, but not as declared, or cannot be read.
 * @throws RefusedError, UnknownOutcomeError, GraphError if there is none, or none that the stack surely owns.
 */
export async function createConfiguration(context: HandlerContext, inputs: CheckedConfiguration) {
  if (inputs.adoptId !== undefined) return adoptConfiguration(context, inputs, inputs.adoptId);
  const made = await makeConfiguration(context, inputs);
  const { id } = made.live;
  context.madeAtMs.set(id, context.clock.now());
  const incomplete = (reason: string, state = stateOf(made.live, goalOf(inputs))) =>
    new IncompleteError(id, state, reason);
  try {
    // A request whose response was lost may take effect much later.
    const twins = made.requests === 1 ? [] : await findTwins(context, inputs, true);
    const others = twins.filter((twin) => twin.id !== id);
    if (others.length > 0) throw incomplete(describeLateTwins(id, others));
    const { state, differing } = compare(await readLiveConfiguration(context, id), inputs);
    if (differing.length > 0) throw incomplete(describeUnstored(id, differing), state);
    return { id, state };
  } catch (error) {
    if (!isRequestFailure(error)) throw error;
    throw incomplete(`It was created, but cannot be read back. ${error.message}`);
  }
}

/** Writes nothing: no preview has shown what that would overwrite. */
async function adoptConfiguration(
  context: HandlerContext,
  inputs: CheckedConfiguration,
  adoptId: string,
) {
  const live = await readLiveConfiguration(context, adoptId);
  const { state, differing } = compare(live, inputs);
  if (differing.length === 0) return { id: live.id, state };
  const replaced = context.run
    .configurations()
    .find(({ claim, left }) => left !== undefined && claim.inputs.adoptId === adoptId);
  // If this were recorded, a later run would delete the former configuration unseen.
  if (replaced?.left) throw refuseUnlikeReplacement(live.id, replaced.left.id, differing);
  // Recorded as unread: nothing overwrites it before a preview has shown it.
  throw new IncompleteError(live.id, unreadState, describeUnlikeAdopted(live.id, differing));
}

function compare(live: LiveConfiguration, inputs: CheckedConfiguration) {
  const goal = goalOf(inputs);
  const state = stateOf(live, goal);
  return { state, differing: findContentDifferences(state, goal) };
}
