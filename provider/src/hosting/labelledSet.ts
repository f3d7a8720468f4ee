import { createHash } from "node:crypto";
import {
  entryKey,
  isAssignmentTargetType,
  isOlder,
  targetForms,
  type Entry,
} from "../domain/entry.js";
import { isGuid, normalizeGuid } from "../domain/guid.js";
import { omit } from "../domain/properties.js";
import { containsUnknown } from "../domain/unknown.js";

/**
 * A map, because the engine compares lists by position, but prints which entry of a map goes. A value holds only what its
 * label does not say: the engine writes the whole state after each step.
 */
export type LabelledSet = Readonly<Record<string, object>>;

/** The engine prints labels in clear even if their values are secret. */
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
  const labels = entries.map((entry, index) =>
    containsUnknown(entry) ? `not known yet [${index}]` : isSecret ? hashOf(entry) : labelOf(entry),
  );
  const isUnique = (label: string): boolean => labels.indexOf(label) === labels.lastIndexOf(label);
  return Object.fromEntries(
    entries.map((entry, index): [string, object] => {
      const label = labels[index] ?? "";
      if (containsUnknown(entry)) return [label, entry];
      const mark = marked.has(entryKey(entry)) && { unmanaged: true };
      if (isSecret) return [label, { ...entry, ...mark }];
      // Graph may hold one target twice, with two filters: keep both.
      return isUnique(label)
        ? [label, { ...omitTarget(entry, label), ...mark }]
        : [JSON.stringify(entry), { ...entry, ...mark }];
    }),
  );
}

export function isSecretSet(set: unknown): boolean {
  const labels = typeof set === "object" && set !== null ? Object.keys(set) : [];
  return labels.some((label) => label.startsWith(secretPrefix));
}

function hashOf(entry: Entry): string {
  const hash = createHash("sha256").update(entryKey(entry)).digest("hex");
  return secretPrefix + hash.slice(0, 16);
}

/** From a state, or a list as programs and import files write it. */
export function unlabelEntries(set: LabelledSet | readonly Entry[]): Entry[] {
  if (Array.isArray(set)) return [...(set as readonly Entry[])];
  return Object.entries(set as LabelledSet).map(([label, entry]) => {
    if (typeof entry !== "object" || (entry as object | null) === null) return entry as Entry;
    const rest = omit(entry, "unmanaged");
    // Unknown, unusual, or recorded by 0.1.0.
    const isWhole = "type" in rest || "targetGroupId" in rest;
    return (isWhole ? rest : { ...parseLabel(label), ...rest }) as unknown as Entry;
  });
}

export function unlabelUnmanaged(set: LabelledSet | readonly Entry[]): Entry[] {
  if (Array.isArray(set)) return [];
  const marked = Object.entries(set as LabelledSet).filter(
    ([, entry]) => typeof entry === "object" && "unmanaged" in ((entry as object | null) ?? {}),
  );
  return unlabelEntries(Object.fromEntries(marked));
}

/** Without the filter: changing the filter changes the entry. */
function labelOf(entry: Entry): string {
  if (isOlder(entry)) return normalizeGuid(entry.targetGroupId);
  if (!isAssignmentTargetType(entry.type)) return entryKey(entry);
  const { idProperty } = targetForms[entry.type];
  const { [idProperty ?? ""]: id } = entry as unknown as Record<string, string | undefined>;
  return id === undefined ? entry.type : `${entry.type} ${id}`;
}

/** The filter; or everything, if the label names no target. */
function omitTarget(entry: Entry, label: string): object {
  const isTarget = isOlder(entry) || isAssignmentTargetType(entry.type);
  const said = isTarget ? parseLabel(label) : {};
  return omit(entry, ...Object.keys(said));
}

function parseLabel(label: string): object {
  if (isGuid(label)) return { targetGroupId: label };
  const [type = "", id] = label.split(/ (.*)/s);
  const idProperty = isAssignmentTargetType(type) ? targetForms[type].idProperty : undefined;
  return { type, ...(idProperty !== undefined && { [idProperty]: id }) };
}
