import { createHash } from "node:crypto";
import {
  countEach,
  isGuid,
  normalizeGuid,
  isRecord,
  omit,
  containsUnknown,
} from "../domain/values.js";
import {
  entryKey,
  isAssignmentTargetType,
  isOlder,
  targetForms,
  type Entry,
} from "../domain/entry.js";

/**
 * A map: the engine prints which entry goes, but compares lists by position. Values omit what labels say: the engine
 * writes the whole state after each step.
 */
export type LabelledSet = Readonly<Record<string, object>>;

/** The engine prints labels in clear, even of secrets. */
const secretPrefix = "secret ";

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
    return isSecret ? [secretPrefix + hashOf(entry), entry] : splitEntry(entry);
  });
  const counts = countEach(parts.map(([label]) => label));
  return Object.fromEntries(
    entries.map((entry, index): [string, object] => {
      const [label, rest] = parts[index] as [string, object];
      if (containsUnknown(entry)) return [label, entry];
      const mark = marked.has(entryKey(entry)) && { unmanaged: true };
      // Graph may hold a target twice, with two filters.
      const isTwice = !isSecret && (counts.get(label) ?? 0) > 1;
      return isTwice
        ? [JSON.stringify(entry), { ...entry, ...mark }]
        : [label, { ...rest, ...mark }];
    }),
  );
}

export function isSecretSet(set: unknown): boolean {
  return isRecord(set) && Object.keys(set).some((label) => label.startsWith(secretPrefix));
}

function hashOf(entry: Entry): string {
  return createHash("sha256").update(entryKey(entry)).digest("hex").slice(0, 16);
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

export function unlabelEntries(set: LabelledSet | readonly Entry[]): Entry[] {
  if (Array.isArray(set)) return [...(set as readonly Entry[])];
  return Object.entries(set).map(([label, entry]) => {
    if (!isRecord(entry)) return entry as Entry;
    const rest = omit(entry, "unmanaged");
    // Unknown, unusual, or recorded by 0.1.0.
    const isWhole = "type" in rest || "targetGroupId" in rest;
    return (isWhole ? rest : { ...parseLabel(label), ...rest }) as unknown as Entry;
  });
}

export function unlabelUnmanaged(set: LabelledSet | readonly Entry[]): Entry[] {
  if (Array.isArray(set)) return [];
  const marked = Object.entries(set).filter(([, entry]) => isRecord(entry) && "unmanaged" in entry);
  return unlabelEntries(Object.fromEntries(marked));
}
