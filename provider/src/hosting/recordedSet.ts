import { isDeepStrictEqual } from "node:util";
import {
  defaultMode,
  defaultUnmanaged,
  type CheckedAssignments,
  type Mode,
  type Unmanaged,
} from "../domain/assignmentsInputs.js";
import { toInputs } from "../domain/declaredSet.js";
import type { Entry } from "../domain/entry.js";
import { normalizeEntries } from "../domain/entrySet.js";
import { isEntry } from "../domain/findAssignmentProblems.js";
import { normalizeGuid } from "../domain/guid.js";
import { omit } from "../domain/properties.js";
import { isUnknown } from "../domain/unknown.js";
import type { SetState } from "../handlers/assignments/setState.js";
import type { Codec } from "./codec.js";
import {
  isSecretSet,
  labelEntries,
  unlabelEntries,
  unlabelUnmanaged,
  type LabelledSet,
} from "./labelledSet.js";

export interface RecordedSet {
  configurationId: string;
  assignments: LabelledSet;
  groupAssignments?: LabelledSet;
  mode?: Mode;
  unmanaged?: Unmanaged;
}

/** Recorded by 0.1.0. */
interface FormerState {
  unmanagedAssignments?: LabelledSet;
  unmanagedGroupAssignments?: LabelledSet;
}

export const setNames = ["assignments", "groupAssignments"] as const;

export const setCodec: Codec<CheckedAssignments, SetState, RecordedSet, RecordedSet> = {
  readInputs: (recorded) =>
    ({
      ...mapSets(recorded, readSet),
      ...(isSecret(recorded) && { isSecret: true }),
    }) as unknown as CheckedAssignments,
  /** Programs write lists; `ignoreChanges` puts in the recorded sets. */
  readFormer(inputs, recorded) {
    const taken = setNames.filter(
      (name) =>
        isEntry(inputs[name]) &&
        !Array.isArray(inputs[name]) &&
        isDeepStrictEqual(inputs[name], recorded[name]),
    );
    return Object.fromEntries(taken.map((name) => [name, []]));
  },
  recordInputs: (inputs) => recordSets(inputs),
  readState(id, recorded: Partial<RecordedSet> & FormerState) {
    const { assignments = {}, groupAssignments } = recorded;
    const sets = [assignments, groupAssignments ?? {}];
    return {
      configurationId: normalizeGuid(recorded.configurationId ?? id),
      entries: normalizeEntries(sets.flatMap(unlabelEntries)),
      declaresOlder: groupAssignments !== undefined && (groupAssignments as unknown) !== null,
      mode: recorded.mode ?? defaultMode,
      unmanaged: recorded.unmanaged ?? defaultUnmanaged,
      ...(isSecret(recorded) && { isSecret: true }),
      unmanagedEntries: [
        ...sets.flatMap(unlabelUnmanaged),
        ...unlabelEntries(recorded.unmanagedAssignments ?? {}),
        ...unlabelEntries(recorded.unmanagedGroupAssignments ?? {}),
      ],
    };
  },
  recordState: (state) => recordSets(toInputs(state), state.unmanagedEntries),
};

function recordSets({ isSecret, ...inputs }: CheckedAssignments, unmanaged: readonly Entry[] = []) {
  const label = (set: unknown) =>
    isUnknown(set) ? set : labelEntries(set as readonly Entry[], { unmanaged, isSecret });
  return mapSets(inputs, label) as RecordedSet;
}

function mapSets(properties: object, convert: (set: unknown) => unknown): object {
  const given = properties as Readonly<Record<string, unknown>>;
  const sets = setNames.filter((name) => given[name] !== null && given[name] !== undefined);
  const converted = sets.map((name) => [name, convert(given[name])] as const);
  return { ...omit(properties, ...setNames), ...Object.fromEntries(converted) };
}

function isSecret({ assignments, groupAssignments }: Partial<RecordedSet>): boolean {
  return [assignments, groupAssignments].some(isSecretSet);
}

/** Check reports anything else. */
function readSet(set: unknown): unknown {
  return isEntry(set) && isLabelled(set) ? unlabelEntries(set as LabelledSet) : set;
}

/** An object that a program wrote by mistake has other keys. */
function isLabelled(set: Readonly<Record<string, unknown>>): boolean {
  const values = Object.values(set);
  if (!values.every((entry) => isUnknown(entry) || (typeof entry === "object" && entry !== null)))
    return false;
  const entries = unlabelEntries(set as LabelledSet);
  const labels = Object.keys(labelEntries(entries, { isSecret: isSecretSet(set) }));
  return Object.keys(set).every((key) => labels.includes(key));
}
