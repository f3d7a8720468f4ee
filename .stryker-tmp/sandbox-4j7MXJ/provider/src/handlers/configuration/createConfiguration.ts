// @ts-nocheck
import type { LiveConfiguration } from "../../domain/configuration.js";
import type { CheckedConfiguration } from "../../domain/configurationInputs.js";
import { findContentDifferences } from "../../domain/findContentDifferences.js";
import { GraphError } from "../../graph/graphError.js";
import { isRequestFailure } from "../../graph/requestFailure.js";
import type { HandlerContext } from "../handlerContext.js";
import { growWait } from "../growWait.js";
import { IncompleteError } from "../incompleteError.js";
import { describeDifferences, describeLateTwins } from "./configurationErrors.js";
import { goalOf, stateOf, type ConfigurationState } from "./configurationState.js";
import { findTwins } from "./findTwins.js";
import { makeOnce, type Made } from "./makeOnce.js";
import { unseenState } from "./recordedState.js";

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
  if (adoptId !== undefined)
    return requireDeclared(await context.configurations.get(adoptId), inputs, true);
  const made = await makeOnce(context, inputs);
  try {
    await requireNoTwin(context, inputs, made);
    return requireDeclared(await readBack(context, made.live), inputs, false);
  } catch (error) {
    if (!isRequestFailure(error)) throw error;
    const reason = `It was created, but cannot be read back. ${error.message}`;
    throw new IncompleteError(made.live.id, stateOf(made.live, goalOf(inputs)), reason);
  }
}

/** An attempt whose answer got lost may have taken effect after all, long after it was looked for. */
async function requireNoTwin(
  { configurations }: HandlerContext,
  inputs: CheckedConfiguration,
  { live, attempts }: Made,
): Promise<void> {
  if (attempts === 1) return;
  const twins = (await findTwins(configurations, inputs)).filter(({ id }) => id !== live.id);
  if (twins.length === 0) return;
  const reason = describeLateTwins(live.id, twins);
  throw new IncompleteError(live.id, stateOf(live, goalOf(inputs)), reason);
}

/** What comes next, its assignments, needs it to be there; reads may lag behind the write. */
async function readBack(
  { configurations, clock, readBackMs }: HandlerContext,
  { id }: LiveConfiguration,
): Promise<LiveConfiguration> {
  const endMs = clock.now() + readBackMs;
  for (let waitMs = growWait(); ; waitMs = growWait(waitMs)) {
    try {
      return await configurations.get(id);
    } catch (error) {
      const isLate = error instanceof GraphError && error.isNotFound;
      if (!isLate || clock.now() + waitMs > endMs) throw error;
    }
    await clock.sleep(waitMs);
  }
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
  const recorded = isAdopted ? unseenState : state;
  throw new IncompleteError(live.id, recorded, describeDifferences(live.id, { names, isAdopted }));
}
