import {
  toDeclaredSet,
  type CheckedAssignments,
  type DeclaredSet,
} from "../domain/assignmentsInputs.js";
import { normalizeEntries } from "../domain/entry.js";
import { isGuid, normalizeGuid, isUnknown } from "../domain/values.js";
import { isSecretSet, setCodec } from "../hosting/recordedSet.js";
import type { SetState } from "../handlers/assignments/setState.js";
import { secretText, type Properties, type Recorded } from "./engineRun.js";

/** A set before or after a step, or why it is hidden. */
export interface Side<S extends DeclaredSet> {
  /** Undefined: not known yet, or secret. */
  configurationId: string | undefined;
  set?: S;
  hidden?: "secret" | "unknown";
}

/** What a set was, or a refresh found. */
export function readState({ id = "", outputs, inputs }: Recorded): Side<SetState> {
  const recorded = Object.keys(outputs).length > 0 ? outputs : inputs;
  const configurationId = readId(recorded["configurationId"] ?? id);
  const hidden = findHidden(recorded);
  return hidden
    ? { configurationId, hidden }
    : { configurationId, set: setCodec.readState(id, recorded) };
}

export function readDeclared({ inputs }: Recorded): Side<DeclaredSet> {
  const configurationId = readId(inputs["configurationId"]);
  const hidden = findHidden(inputs);
  if (hidden) return { configurationId, hidden };
  const read = setCodec.readInputs(inputs) as Partial<CheckedAssignments>;
  const { assignments = [] } = read;
  if (!Array.isArray(assignments)) return { configurationId, hidden: "unknown" };
  const set = toDeclaredSet({ ...read, configurationId: configurationId ?? "", assignments });
  return { configurationId, set: { ...set, entries: normalizeEntries(set.entries) } };
}

function findHidden({ assignments, groupAssignments }: Properties): Side<DeclaredSet>["hidden"] {
  const sets = [assignments, groupAssignments];
  // The engine hides the parts of a partly secret set.
  if (sets.some(isSecretSet) || JSON.stringify(sets).includes(JSON.stringify(secretText)))
    return "secret";
  return sets.some(isUnknown) ? "unknown" : undefined;
}

function readId(id: unknown): string | undefined {
  return typeof id === "string" && isGuid(id) && !isUnknown(id) ? normalizeGuid(id) : undefined;
}
