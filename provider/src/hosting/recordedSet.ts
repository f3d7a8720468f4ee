import { hash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import {
  normalizeInputs,
  toDeclaredSet,
  toInputs,
  type CheckedAssignments,
  type SetState,
} from "../domain/assignmentsInputs.js";
import {
  entryKey,
  isAssignmentTargetType,
  isOlder,
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

/** Recorded by 0.1.0 and by the native shell. */
export const unmanagedNames = ["unmanagedAssignments", "unmanagedGroupAssignments"] as const;

/** The dynamic shell's: sets have labels. */
export const setCodec: Codec<CheckedAssignments, SetState> = {
  readInputs: (recorded) => readSets(recorded, readSet) as CheckedAssignments,
  /** Empties the sets that `ignoreChanges` took from the state: a refresh may have put undeclarable entries there. */
  readFormer(inputs, recorded) {
    const taken = setNames.filter(
      (name) => recorded[name] !== undefined && isDeepStrictEqual(inputs[name], recorded[name]),
    );
    return Object.fromEntries(taken.map((name) => [name, []]));
  },
  recordInputs: (inputs) => recordSets(inputs),
  readState(id, recorded) {
    const inputs = { configurationId: id, assignments: [], ...readSets(recorded, unlabelEntries) };
    const setsOf = (names: readonly string[]) => names.map((name) => recorded[name] as AnySet);
    const marked = setsOf(setNames).flatMap(unlabelUnmanaged);
    const listed = setsOf(unmanagedNames).flatMap(unlabelEntries);
    return { ...toDeclaredSet(normalizeInputs(inputs)), unmanagedEntries: [...marked, ...listed] };
  },
  recordState: (state) => recordSets(toInputs(state), state.unmanagedEntries),
};

function recordSets(inputs: CheckedAssignments, unmanaged: readonly Entry[] = []) {
  const isSecret = inputs.isSecret === true;
  const label = (set: AnySet) =>
    isUnknown(set) ? set : labelEntries(set as readonly Entry[], { unmanaged, isSecret });
  return mapSets(omit(inputs, "isSecret"), label);
}

function mapSets(given: Recorded, convert: (set: AnySet) => unknown): Recorded {
  const sets = setNames.filter((name) => isGiven(given[name]));
  const converted = sets.map((name) => [name, convert(given[name] as AnySet)] as const);
  return { ...omit(given, ...setNames), ...Object.fromEntries(converted) };
}

function readSets(recorded: Recorded, read: (set: AnySet) => unknown) {
  const isSecret =
    recorded["isSecret"] === true || setNames.some((name) => isSecretSet(recorded[name]));
  const sets = mapSets(recorded, read) as Partial<CheckedAssignments>;
  return { ...sets, ...(isSecret && { isSecret }) };
}

/** Other objects, written by mistake, stay: check reports them. */
function readSet(set: AnySet): unknown {
  if (!isRecord(set) || !Object.values(set).every((each) => isUnknown(each) || isRecord(each)))
    return set;
  const entries = unlabelEntries(set);
  const labels = Object.keys(labelEntries(entries, { isSecret: isSecretSet(set) }));
  return Object.keys(set).every((key) => labels.includes(key)) ? entries : set;
}

/** The engine prints labels in clear, even of secrets. */
const secretPrefix = "secret ";

export function isSecretSet(set: unknown): boolean {
  return isRecord(set) && Object.keys(set).some((label) => label.startsWith(secretPrefix));
}

export function labelEntries(
  entries: readonly Entry[],
  { unmanaged = [], isSecret = false }: { unmanaged?: readonly Entry[]; isSecret?: boolean } = {},
): LabelledSet {
  const marked = new Set(unmanaged.map(entryKey));
  const labelOf = (entry: Entry, index: number) =>
    containsUnknown(entry) ? `not known yet [${index}]` : labelEntry(entry, isSecret);
  const counts = countEach(entries.map(labelOf));
  const labelled = entries.map((entry, index): [label: string, rest: object] => {
    const common = labelOf(entry, index);
    if (containsUnknown(entry)) return [common, entry];
    // Graph may hold a target twice, with two filters.
    const isTwice = !isSecret && counts.get(common) !== 1;
    const label = isTwice ? JSON.stringify(entry) : common;
    const rest = omit(entry, ...Object.keys(parseLabel(label)));
    return [label, { ...rest, ...(marked.has(entryKey(entry)) && { unmanaged: true }) }];
  });
  return Object.fromEntries(labelled);
}

/** A changed filter changes the entry, not the label. */
function labelEntry(entry: Entry, isSecret: boolean): string {
  if (isSecret) return secretPrefix + hash("sha256", entryKey(entry)).slice(0, 16);
  if (isOlder(entry) && isGuid(entry.targetGroupId)) return normalizeGuid(entry.targetGroupId);
  if (isOlder(entry) || !isAssignmentTargetType(entry.type)) return entryKey(entry);
  const { idProperty = "" } = targetForms[entry.type];
  const { [idProperty]: id } = entry as unknown as Record<string, string | undefined>;
  return id === undefined ? entry.type : `${entry.type} ${id}`;
}

/** What a label says of its entry: of a secret, unknown or unusual one nothing. */
function parseLabel(label: string): object {
  if (isGuid(label)) return { targetGroupId: label };
  const [type = "", id] = label.split(/ (.*)/s);
  if (!isAssignmentTargetType(type)) return {};
  const { idProperty } = targetForms[type];
  return { type, ...(idProperty !== undefined && { [idProperty]: id }) };
}

/** A list stays as it is. */
export function unlabelEntries(set: AnySet): Entry[] {
  if (Array.isArray(set)) return [...(set as readonly Entry[])];
  return Object.entries(set ?? {}).map(unlabelEntry);
}

/** Lists have no marks. */
export function unlabelUnmanaged(set: AnySet): Entry[] {
  return Object.entries(set ?? {})
    .filter(([, entry]) => isRecord(entry) && "unmanaged" in entry)
    .map(unlabelEntry);
}

function unlabelEntry([label, entry]: [string, unknown]): Entry {
  const whole = isRecord(entry) ? { ...parseLabel(label), ...omit(entry, "unmanaged") } : entry;
  return whole as Entry;
}
