import type { CheckedConfiguration } from "../../domain/configurationInputs.js";
import { findContentDifferences } from "../../domain/findContentDifferences.js";
import { normalizeGuid } from "../../domain/guid.js";
import type { Diff } from "../handlers.js";
import { goalOf, type ConfigurationState } from "./configurationState.js";

/** What Intune sets is never compared, nor what only check heeds (`allowExpired`). */
export function diffConfiguration(
  id: string,
  recorded: ConfigurationState,
  inputs: CheckedConfiguration,
): Diff {
  const { adoptId } = inputs;
  if (adoptId !== undefined && adoptId !== normalizeGuid(id))
    return { changes: undefined, replaces: ["adoptId"] };
  const goal = goalOf(inputs);
  const isSame =
    findContentDifferences(recorded, goal).length === 0 &&
    recorded.deleteAssigned === goal.deleteAssigned;
  return { changes: isSame ? false : undefined, replaces: [] };
}
