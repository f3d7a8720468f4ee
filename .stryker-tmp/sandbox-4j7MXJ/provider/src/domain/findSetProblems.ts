// @ts-nocheck
import { isAssignmentTargetType, targetForms } from "./assignment.js";
import type { Problem } from "./problem.js";
import { normalizeGuid } from "./guid.js";
import { isUnknown } from "./unknown.js";

type Entry = Readonly<Record<string, unknown>>;

/** An entry that aims at something: where it stands and what it aims at. */
interface Aim {
  path: string;
  type: string;
  id: string;
}

/**
 * What is wrong between the entries: one target twice (one sibling of this entity refuses it, another silently ignores
 * it), or a group both included and excluded (the portal forbids it). Entries not known yet are passed over.
 */
export function findSetProblems(
  assignments: readonly Entry[],
  groupAssignments: readonly Entry[],
): Problem[] {
  const aims = assignments.flatMap((entry, index) => aimOf(entry, `assignments[${index}]`));
  const older = groupAssignments.flatMap((entry, index) =>
    groupAim(
      "groupAssignments",
      entry["targetGroupId"],
      `groupAssignments[${index}].targetGroupId`,
    ),
  );
  return [
    ...findRepeated(aims),
    ...findRepeated(older),
    ...findIncludedAndExcluded([...aims, ...older]),
  ];
}

function aimOf(entry: Entry, path: string): Aim[] {
  const { type } = entry;
  if (!isAssignmentTargetType(type)) return [];
  const { idProperty } = targetForms[type];
  return idProperty === undefined
    ? [{ path, type, id: "" }]
    : groupAim(type, entry[idProperty], `${path}.${idProperty}`);
}

function groupAim(type: string, id: unknown, path: string): Aim[] {
  return typeof id === "string" && !isUnknown(id) ? [{ path, type, id: normalizeGuid(id) }] : [];
}

function findRepeated(aims: readonly Aim[]): Problem[] {
  const first = new Map<string, Aim>();
  return aims.flatMap((aim) => {
    const key = `${aim.type} ${aim.id}`;
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, aim);
      return [];
    }
    return [{ path: aim.path, reason: `repeats ${earlier.path}: declare each target once` }];
  });
}

function findIncludedAndExcluded(aims: readonly Aim[]): Problem[] {
  const included = aims.filter(
    ({ type }) => type === "groupAssignmentTarget" || type === "groupAssignments",
  );
  const includedAt = new Map(included.map(({ id, path }) => [id, path]));
  return aims
    .filter(({ type, id }) => type === "exclusionGroupAssignmentTarget" && includedAt.has(id))
    .map(({ id, path }) => ({
      path,
      reason: `excludes a group that ${includedAt.get(id) ?? ""} includes: remove one of the two`,
    }));
}
