import { isDeepStrictEqual } from "node:util";
import {
  defaults,
  splitEntries,
  toInputs,
  type CheckedAssignments,
  type Mode,
  type Unmanaged,
  type SetState,
} from "../domain/assignmentsInputs.js";
import { normalizeEntries, type Entry } from "../domain/entry.js";
import { normalizeGuid, isRecord, omit, isUnknown } from "../domain/values.js";
import { isGiven } from "../domain/problem.js";
import type { Codec, Recorded } from "./codec.js";
import {
  isSecretSet,
  labelEntries,
  unlabelEntries,
  unlabelUnmanaged,
  type LabelledSet,
} from "./labelledSet.js";

export interface RecordedSet extends Recorded {
  configurationId: string;
  assignments: LabelledSet;
  groupAssignments?: LabelledSet;
  mode?: Mode;
  unmanaged?: Unmanaged;
  /** By 0.1.0, as the next. */
  unmanagedAssignments?: LabelledSet;
  unmanagedGroupAssignments?: LabelledSet;
}

export const setNames = ["assignments", "groupAssignments"] as const;

/** The dynamic shell's: sets have labels. */
export const setCodec: Codec<CheckedAssignments, SetState, RecordedSet> = {
  readInputs: (recorded) =>
    ({ ...mapSets(recorded, readSet), ...markSecret(recorded) }) as unknown as CheckedAssignments,
  /** `ignoreChanges` puts in recorded sets, which a refresh may fill with undeclarable entries. */
  readFormer(inputs, recorded) {
    const taken = setNames.filter(
      (name) => recorded[name] !== undefined && isDeepStrictEqual(inputs[name], recorded[name]),
    );
    return Object.fromEntries(taken.map((name) => [name, []]));
  },
  recordInputs: (inputs) => recordSets(inputs),
  readState(id, recorded) {
    const { configurationId, assignments, groupAssignments, mode, unmanaged, ...former } =
      recorded as Partial<RecordedSet>;
    const sets = [assignments ?? {}, groupAssignments ?? {}];
    return {
      configurationId: normalizeGuid(configurationId ?? id),
      entries: normalizeEntries(sets.flatMap(unlabelEntries)),
      declaresOlder: isGiven(groupAssignments),
      mode: mode ?? defaults.mode,
      unmanaged: unmanaged ?? defaults.unmanaged,
      ...markSecret(recorded),
      unmanagedEntries: [
        ...sets.flatMap(unlabelUnmanaged),
        ...unlabelEntries(former.unmanagedAssignments ?? {}),
        ...unlabelEntries(former.unmanagedGroupAssignments ?? {}),
      ],
    };
  },
  recordState: (state) => recordSets(toInputs(state), state.unmanagedEntries),
};

/** The native shell's: lists, with secrets marked by the engine. Reads labels too. */
export const listedSetCodec: Codec<CheckedAssignments, SetState> = {
  ...setCodec,
  recordInputs: (inputs) => omit(inputs, "isSecret"),
  readState: (id, recorded) => ({
    ...setCodec.readState(id, recorded),
    ...(recorded["isSecret"] === true && { isSecret: true }),
  }),
  recordState(state) {
    const unmanaged = splitEntries(state.unmanagedEntries, true);
    return {
      groupAssignments: null,
      ...omit(toInputs(state), "isSecret"),
      unmanagedAssignments: unmanaged.assignments,
      unmanagedGroupAssignments: unmanaged.groupAssignments,
    };
  },
};

function recordSets({ isSecret, ...inputs }: CheckedAssignments, unmanaged: readonly Entry[] = []) {
  const label = (set: unknown) =>
    isUnknown(set) ? set : labelEntries(set as readonly Entry[], { unmanaged, isSecret });
  return mapSets({ ...inputs }, label) as RecordedSet;
}

function mapSets(given: Recorded, convert: (set: unknown) => unknown): Recorded {
  const sets = setNames.filter((name) => isGiven(given[name]));
  const converted = sets.map((name) => [name, convert(given[name])] as const);
  return { ...omit(given, ...setNames), ...Object.fromEntries(converted) };
}

function markSecret(recorded: Recorded): { isSecret?: true } {
  return setNames.some((name) => isSecretSet(recorded[name])) ? { isSecret: true } : {};
}

/** Check reports other objects, written by mistake. */
function readSet(set: unknown): unknown {
  if (!isRecord(set) || !Object.values(set).every((each) => isUnknown(each) || isRecord(each)))
    return set;
  const entries = unlabelEntries(set as LabelledSet);
  const labels = Object.keys(labelEntries(entries, { isSecret: isSecretSet(set) }));
  return Object.keys(set).every((key) => labels.includes(key)) ? entries : set;
}
