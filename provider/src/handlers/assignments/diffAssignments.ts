import type { CheckedAssignments } from "../../domain/assignmentsInputs.js";
import { toDeclaredSet } from "../../domain/declaredSet.js";
import { equalEntries } from "../../domain/entrySet.js";
import { normalizeGuid } from "../../domain/guid.js";
import { isUnknown } from "../../domain/unknown.js";
import type { Diff } from "../handlers.js";
import type { SetState } from "./setState.js";

export function diffAssignments(state: SetState, inputs: CheckedAssignments): Diff {
  if (normalizeGuid(state.configurationId) !== normalizeGuid(inputs.configurationId))
    return { changes: undefined, replaces: ["configurationId"] };
  if (!isDeclared(state, inputs)) return { changes: undefined, replaces: [] };
  // Found by a refresh and since declared: only the state shows that the stack owns these entries from now on.
  return { changes: state.unmanagedEntries.length > 0, replaces: [] };
}

function isDeclared(state: SetState, inputs: CheckedAssignments): boolean {
  if (isUnknown(inputs.assignments) || isUnknown(inputs.groupAssignments)) return false;
  const declared = toDeclaredSet(inputs);
  return (
    equalEntries(state.entries, declared.entries) &&
    state.declaresOlder === declared.declaresOlder &&
    state.mode === declared.mode &&
    state.unmanaged === declared.unmanaged
  );
}
