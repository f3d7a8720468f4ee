import type { LiveConfiguration } from "../../domain/configuration.js";
import type { CheckedConfiguration } from "../../domain/configurationInputs.js";
import { findContentDifferences } from "../../domain/findContentDifferences.js";
import { isRequestFailure } from "../../graph/requestFailure.js";
import type { HandlerContext } from "../handlerContext.js";
import { IncompleteError } from "../incompleteError.js";
import {
  describeDifferences,
  describeLateTwins,
  TwinError,
  UnlikeReplacementError,
} from "./configurationErrors.js";
import { goalOf, stateOf, unreadState, type ConfigurationState } from "./configurationState.js";
import { nameTwinOwner } from "./nameTwinOwner.js";
import { findTwins } from "./findTwins.js";
import { makeConfiguration, type Made } from "./makeConfiguration.js";
import { readLiveConfiguration } from "./readLiveConfiguration.js";

/** A configuration that is there now, with its id in Intune. */
export interface Created {
  id: string;
  state: ConfigurationState;
}

/**
 * The engine's `create`: makes a configuration, or takes over the one that `adoptId` names. Taking over writes nothing,
 * since no preview has shown what would be overwritten.
 *
 * @throws IncompleteError when the configuration is there, but not as declared, or does not show up.
 * @throws TwinError, UnknownOutcomeError, GraphError when there is none, or none that is surely ours.
 */
export async function createConfiguration(
  context: HandlerContext,
  inputs: CheckedConfiguration,
): Promise<Created> {
  const { adoptId } = inputs;
  if (adoptId !== undefined) {
    const live = await readLiveConfiguration(context, adoptId);
    requireAlikeInReplacement(context, live, inputs);
    return requireDeclared(live, inputs, true);
  }
  const made = await makeConfiguration(context, inputs).catch(async (error: unknown) => {
    throw error instanceof TwinError ? await nameTwinOwner(context, inputs, error) : error;
  });
  context.madeAtMs?.set(made.live.id, context.clock.now());
  try {
    await requireNoTwin(context, inputs, made);
    return requireDeclared(await readLiveConfiguration(context, made.live.id), inputs, false);
  } catch (error) {
    if (!isRequestFailure(error)) throw error;
    const reason = `It was created, but cannot be read back. ${error.message}`;
    throw new IncompleteError(made.live.id, stateOf(made.live, goalOf(inputs)), reason);
  }
}

/**
 * A replacement takes over only what is as declared. If it were recorded, the engine would keep the former configuration for
 * a later run to delete, which no preview shows, even if the program takes its `adoptId` back.
 */
function requireAlikeInReplacement(
  { run }: HandlerContext,
  live: LiveConfiguration,
  inputs: CheckedConfiguration,
): void {
  const replacement = run
    ?.declared("configuration")
    .find(({ claim, left }) => left !== undefined && claim.inputs.adoptId === inputs.adoptId);
  if (replacement?.left === undefined) return;
  const goal = goalOf(inputs);
  const names = findContentDifferences(stateOf(live, goal), goal);
  if (names.length > 0) throw new UnlikeReplacementError(live.id, replacement.left.id, names);
}

/** A request whose response was lost may have taken effect after all, long after it was looked for. */
async function requireNoTwin(
  context: HandlerContext,
  inputs: CheckedConfiguration,
  { live, requests }: Made,
): Promise<void> {
  if (requests === 1) return;
  const twins = (await findTwins(context, inputs, true)).filter(({ id }) => id !== live.id);
  if (twins.length === 0) return;
  const reason = describeLateTwins(live.id, twins);
  throw new IncompleteError(live.id, stateOf(live, goalOf(inputs)), reason);
}

function requireDeclared(
  live: LiveConfiguration,
  inputs: CheckedConfiguration,
  isAdopted: boolean,
): Created {
  const goal = goalOf(inputs);
  const state = stateOf(live, goal);
  const names = findContentDifferences(state, goal);
  if (names.length === 0) return { id: live.id, state };
  // What was taken over is recorded as unseen, so that nothing overwrites it before a preview has shown it.
  const recorded = isAdopted ? unreadState : state;
  throw new IncompleteError(live.id, recorded, describeDifferences(live.id, { names, isAdopted }));
}
