import type { LiveConfiguration } from "../../domain/configuration.js";
import type { CheckedConfiguration } from "../../domain/configurationInputs.js";
import { findContentDifferences } from "../../domain/findContentDifferences.js";
import { GraphError } from "../../graph/graphError.js";
import type { HandlerContext } from "../handlerContext.js";
import { IncompleteError } from "../incompleteError.js";
import { describeDifferences, describeLateTwins } from "./configurationErrors.js";
import { goalOf, stateOf, type ConfigurationState } from "./configurationState.js";
import { growWait } from "./growWait.js";
import { makeOnce } from "./makeOnce.js";
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
  const { live, twins } = await makeOnce(context, inputs);
  if (twins.length > 0)
    throw new IncompleteError(
      live.id,
      stateOf(live, goalOf(inputs)),
      describeLateTwins(live.id, twins),
    );
  return requireDeclared(await readBack(context, live, inputs), inputs, false);
}

/** What comes next, its assignments, needs it to be there; reads may lag behind the write. */
async function readBack(
  { configurations, clock, readBackMs }: HandlerContext,
  made: LiveConfiguration,
  inputs: CheckedConfiguration,
): Promise<LiveConfiguration> {
  const endMs = clock.now() + readBackMs;
  try {
    for (let waitMs = growWait(); ; waitMs = growWait(waitMs)) {
      try {
        return await configurations.get(made.id);
      } catch (error) {
        const isLate = error instanceof GraphError && error.isNotFound;
        if (!isLate || clock.now() + waitMs > endMs) throw error;
      }
      await clock.sleep(waitMs);
    }
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    const reason = `It was created, but cannot be read back. ${error.message}`;
    throw new IncompleteError(made.id, stateOf(made, goalOf(inputs)), reason);
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
