// @ts-nocheck
import type { AssignmentsInputs } from "../domain/assignmentsInputs.js";
import type { ConfigurationInputs } from "../domain/configurationInputs.js";
import type { AdoptableConfiguration } from "./adoptableTenant.js";

/** What the program declares of a configuration: what the profile says by itself is left to it. */
export function configurationInputsOf({
  configuration,
  allowsExpired,
}: Pick<AdoptableConfiguration, "configuration" | "allowsExpired">): ConfigurationInputs {
  const { id, displayName, description, payload, payloadFileName, roleScopeTagIds } = configuration;
  return {
    adoptId: id,
    displayName,
    ...(description !== null && description !== "" && { description }),
    payload: payload ?? "",
    payloadFileName,
    ...(roleScopeTagIds !== null && { roleScopeTagIds }),
    ...(allowsExpired && { allowExpired: true }),
  };
}

/** What the program declares of who gets it. Beside entries that cannot be declared it claims only its own. */
export function assignmentsInputsOf(found: AdoptableConfiguration): AssignmentsInputs {
  const { configuration, assignments, strange, groupAssignments } = found;
  return {
    configurationId: configuration.id,
    assignments: [...assignments],
    ...(groupAssignments.length > 0 && { groupAssignments: [...groupAssignments] }),
    ...(strange.length > 0 && { mode: "additive" as const }),
  };
}
