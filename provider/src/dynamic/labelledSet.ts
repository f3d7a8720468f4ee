import { createHash } from "node:crypto";
import { isAssignmentTargetType, targetForms } from "../domain/assignment.js";
import { entryKey, isOlder, type Entry } from "../domain/entry.js";
import { isGuid, normalizeGuid } from "../domain/guid.js";
import { containsUnknown } from "../domain/unknown.js";

/**
 * A set as it is recorded: each entry under a label that names it, and beneath it only what the label does not say. The
 * engine compares lists by position: with the first of three entries gone from a list it prints two changes and the going
 * of the third. Of a map it prints what goes. Every entry is in a state twice, and the engine writes the state after each
 * step, so that its size is what a large stack waits for: hence nothing is said twice.
 */
export type LabelledSet = Readonly<Record<string, object>>;

/** An entry as it is recorded. Without `type` and `targetGroupId` the label says them. */
type Recorded = Partial<Entry> & {
  /** Marks an entry that a refresh found and no program has declared. */
  unmanaged?: true;
};

/** The engine prints labels in clear, also where all beneath them is secret: there they are hashes. */
const secretPrefix = "secret ";

/** How a set is labelled. */
interface Labelling {
  /** Those of the entries that are to be marked so. */
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
      const mark = marked.size > 0 && marked.has(entryKey(entry)) ? { unmanaged: true } : {};
      if (isSecret) return [label, { ...entry, ...mark }];
      // Graph may hold one target twice, with two filters; neither may get lost.
      return isUnique(label)
        ? [label, { ...withoutTarget(entry), ...mark }]
        : [JSON.stringify(entry), { ...entry, ...mark }];
    }),
  );
}

/** Whether the labels of a recorded set are hashes. */
export function isSecretSet(set: unknown): boolean {
  const labels = typeof set === "object" && set !== null ? Object.keys(set) : [];
  return labels.some((label) => label.startsWith(secretPrefix));
}

function hashOf(entry: Entry): string {
  const hash = createHash("sha256").update(entryKey(entry)).digest("hex");
  return secretPrefix + hash.slice(0, 16);
}

/** The entries of a recorded set in whichever form: labelled, or a list as a program or an import file writes it. */
export function unlabelEntries(set: LabelledSet | readonly Entry[]): Entry[] {
  if (Array.isArray(set)) return [...(set as readonly Entry[])];
  return Object.entries(set as LabelledSet).map(([label, entry]) => {
    if (typeof entry !== "object" || (entry as object | null) === null) return entry as Entry;
    const rest = Object.fromEntries(Object.entries(entry).filter(([key]) => key !== "unmanaged"));
    // Whole: not known yet, unusual, or recorded by 0.1.0.
    const isWhole = "type" in rest || "targetGroupId" in rest;
    return (isWhole ? rest : { ...parseLabel(label), ...rest }) as unknown as Entry;
  });
}

/** The entries of a recorded set that are marked as found by a refresh; a list marks none. */
export function unlabelUnmanaged(set: LabelledSet | readonly Entry[]): Entry[] {
  if (Array.isArray(set)) return [];
  const marked = Object.entries(set as LabelledSet).filter(
    ([, entry]) => typeof entry === "object" && "unmanaged" in ((entry as object | null) ?? {}),
  );
  return unlabelEntries(Object.fromEntries(marked));
}

/** Type and id, without the filter: a change of the filter is a change of the entry. */
function labelOf(entry: Entry): string {
  if (isOlder(entry)) return normalizeGuid(entry.targetGroupId);
  if (!isAssignmentTargetType(entry.type)) return entryKey(entry);
  const { idProperty } = targetForms[entry.type];
  const { [idProperty ?? ""]: id } = entry as unknown as Record<string, string | undefined>;
  return id === undefined ? entry.type : `${entry.type} ${id}`;
}

/** What a label leaves unsaid: the filter, or, where the label is no label of a target, everything. */
function withoutTarget(entry: Entry): Recorded {
  if (isOlder(entry)) return {};
  if (!isAssignmentTargetType(entry.type)) return entry;
  const said = ["type", targetForms[entry.type].idProperty];
  return Object.fromEntries(Object.entries(entry).filter(([key]) => !said.includes(key)));
}

function parseLabel(label: string): object {
  if (isGuid(label)) return { targetGroupId: label };
  const [type = "", id] = label.split(/ (.*)/s);
  const idProperty = isAssignmentTargetType(type) ? targetForms[type].idProperty : undefined;
  return { type, ...(idProperty !== undefined && { [idProperty]: id }) };
}
