// @ts-nocheck
import type { CheckedConfiguration } from "../../domain/configurationInputs.js";
import { findContentDifferences } from "../../domain/findContentDifferences.js";
import { normalizeGuid } from "../../domain/guid.js";
import { goalOf, type ConfigurationState } from "./configurationState.js";

/** How a state and the inputs differ; see the engine's side in `Handlers`. */
export interface ConfigurationDiff {
  /** `undefined`: something differs, and the engine compares the inputs to print what. */
  changes: false | undefined;
  replaces: string[];
}

/** The engine's `diff`. What the service sets is never compared, nor what only check heeds (`allowExpired`). */
export function diffConfiguration(
  id: string,
  recorded: ConfigurationState,
  inputs: CheckedConfiguration,
): ConfigurationDiff {
  const { adoptId } = inputs;
  // Another one is to be taken over; the one that is ours goes.
  if (adoptId !== undefined && adoptId !== normalizeGuid(id))
    return { changes: undefined, replaces: ["adoptId"] };
  const goal = goalOf(inputs);
  const isSame =
    findContentDifferences(recorded, goal).length === 0 &&
    recorded.deleteAssigned === goal.deleteAssigned;
  return { changes: isSame ? false : undefined, replaces: [] };
}
