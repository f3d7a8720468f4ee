import { hash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import {
  defaults,
  splitEntries,
  toInputs,
  type AssignmentsInputs,
  type CheckedAssignments,
  type SetState,
} from "../domain/assignmentsInputs.js";
import {
  entryKey,
  isAssignmentTargetType,
  isOlder,
  normalizeEntries,
  targetForms,
  type Entry,
} from "../domain/entry.js";
import { isGiven } from "../domain/problem.js";
import {
  containsUnknown,
  countEach,
  isGuid,
  isRecord,
  isUnknown,
  normalizeGuid,
  omit,
} from "../domain/values.js";
import type { Codec, Recorded } from "./codec.js";

/**
 * A map: the engine prints which entry goes, but compares lists by position. Values omit what labels say: the engine
 * writes the whole state after each step.
 */
export type LabelledSet = Readonly<Record<string, object>>;

type AnySet = LabelledSet | readonly Entry[] | null | undefined;

export const setNames = ["assignments", "groupAssignments"] as const;

export interface RecordedSet extends Recorded, Omit<AssignmentsInputs, (typeof setNames)[number]> {
  assignments: LabelledSet;
  groupAssignments?: LabelledSet;
  /** By 0.1.0 and the native shell, as the next. */
  unmanagedAssignments?: LabelledSet;
  unmanagedGroupAssignments?: LabelledSet;
}

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
    const set = recorded as Partial<RecordedSet>;
    const sets = [set.assignments, set.groupAssignments];
    const unmanaged = [set.unmanagedAssignments, set.unmanagedGroupAssignments];
    return {
      configurationId: normalizeGuid(set.configurationId ?? id),
      entries: normalizeEntries(sets.flatMap(unlabelEntries)),
      declaresOlder: isGiven(set.groupAssignments),
      mode: set.mode ?? defaults.mode,
      unmanaged: set.unmanaged ?? defaults.unmanaged,
      ...markSecret(recorded),
      unmanagedEntries: [...sets.flatMap(unlabelUnmanaged), ...unmanaged.flatMap(unlabelEntries)],
    };
  },
  recordState: (state) => recordSets(toInputs(state), state.unmanagedEntries),
};

/** The native shell's: lists, with secrets marked by the engine. Reads labels too. */
export const listedSetCodec: Codec<CheckedAssignments, SetState> = {
  ...setCodec,
  recordInputs: (inputs) => omit(inputs, "isSecret"),
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
  const isSecret =
    recorded["isSecret"] === true || setNames.some((name) => isSecretSet(recorded[name]));
  return isSecret ? { isSecret } : {};
}

/** Check reports other objects, written by mistake. */
function readSet(set: unknown): unknown {
  if (!isRecord(set) || !Object.values(set).every((each) => isUnknown(each) || isRecord(each)))
    return set;
  const entries = unlabelEntries(set as LabelledSet);
  const labels = Object.keys(labelEntries(entries, { isSecret: isSecretSet(set) }));
  return Object.keys(set).every((key) => labels.includes(key)) ? entries : set;
}

/** The engine prints labels in clear, even of secrets. */
const secretPrefix = "secret ";

export function isSecretSet(set: unknown): boolean {
  return isRecord(set) && Object.keys(set).some((label) => label.startsWith(secretPrefix));
}

interface Labelling {
  unmanaged?: readonly Entry[];
  isSecret?: boolean | undefined;
}

export function labelEntries(
  entries: readonly Entry[],
  { unmanaged = [], isSecret = false }: Labelling = {},
): LabelledSet {
  const marked = new Set(unmanaged.map(entryKey));
  const parts = entries.map((entry, index): [label: string, rest: object] => {
    if (containsUnknown(entry)) return [`not known yet [${index}]`, entry];
    const [label, rest] = isSecret ? [secretPrefix + hashOf(entry), entry] : splitEntry(entry);
    return [label, { ...rest, ...(marked.has(entryKey(entry)) && { unmanaged: true }) }];
  });
  const counts = countEach(parts.map(([label]) => label));
  const labelled = parts.map(([label, rest], index) => {
    // Graph may hold a target twice, with two filters.
    const isTwice = !isSecret && (counts.get(label) ?? 0) > 1;
    const entry = entries[index];
    return isTwice
      ? ([JSON.stringify(entry), { ...entry, ...rest }] as const)
      : ([label, rest] as const);
  });
  return Object.fromEntries(labelled);
}

function hashOf(entry: Entry): string {
  return hash("sha256", entryKey(entry)).slice(0, 16);
}

/** A changed filter changes the entry, not the label. */
function splitEntry(entry: Entry): [label: string, rest: object] {
  if (isOlder(entry)) return [normalizeGuid(entry.targetGroupId), {}];
  if (!isAssignmentTargetType(entry.type)) return [entryKey(entry), entry];
  const { idProperty = "" } = targetForms[entry.type];
  const { [idProperty]: id } = entry as unknown as Record<string, string | undefined>;
  return [id === undefined ? entry.type : `${entry.type} ${id}`, omit(entry, "type", idProperty)];
}

function parseLabel(label: string): object {
  if (isGuid(label)) return { targetGroupId: label };
  const [type = "", id] = label.split(/ (.*)/s);
  const idProperty = isAssignmentTargetType(type) ? targetForms[type].idProperty : undefined;
  return { type, ...(idProperty !== undefined && { [idProperty]: id }) };
}

/** A list stays as it is. */
export function unlabelEntries(set: AnySet): Entry[] {
  if (Array.isArray(set)) return [...(set as readonly Entry[])];
  return Object.entries(set ?? {}).map(unlabelEntry);
}

/** Lists have no marks. */
export function unlabelUnmanaged(set: AnySet): Entry[] {
  const marked = Object.entries(set ?? {}).filter(
    ([, entry]) => isRecord(entry) && "unmanaged" in entry,
  );
  return marked.map(unlabelEntry);
}

function unlabelEntry([label, entry]: [string, unknown]): Entry {
  if (!isRecord(entry)) return entry as Entry;
  const rest = omit(entry, "unmanaged");
  // Unknown, unusual, or recorded by 0.1.0.
  const isWhole = "type" in rest || "targetGroupId" in rest;
  return (isWhole ? rest : { ...parseLabel(label), ...rest }) as unknown as Entry;
}
