import { isAssignmentTargetType, targetForms } from "./assignment.js";
import type { Problem } from "./problem.js";
import { normalizeGuid } from "./guid.js";
import { isRecord } from "./properties.js";
import { isUnknown } from "./unknown.js";

interface Aim {
  path: string;
  type: string;
  id: string;
}

/** One target twice (siblings of this entity refuse or ignore it), or a group included and excluded (the portal forbids it). */
export function findSetProblems(assignments: readonly unknown[], older: readonly unknown[]) {
  const aims = [
    ...assignments.flatMap((entry, index) => {
      const type = isRecord(entry) ? entry["type"] : undefined;
      if (!isAssignmentTargetType(type)) return [];
      return findAim(type, entry, targetForms[type].idProperty, `assignments[${index}]`);
    }),
    ...older.flatMap((entry, index) =>
      findAim("groupAssignments", entry, "targetGroupId", `groupAssignments[${index}]`),
    ),
  ];
  return [...findRepeated(aims), ...findIncludedAndExcluded(aims)];
}

function findAim(type: string, entry: unknown, idName: string | undefined, path: string): Aim[] {
  if (idName === undefined) return [{ path, type, id: "" }];
  const id = isRecord(entry) ? entry[idName] : undefined;
  if (typeof id !== "string" || isUnknown(id)) return [];
  return [{ path: `${path}.${idName}`, type, id: normalizeGuid(id) }];
}

function findRepeated(aims: readonly Aim[]): Problem[] {
  const groups = Map.groupBy(aims, ({ type, id }) => `${type} ${id}`);
  return [...groups.values()].flatMap(([first, ...repeated]) =>
    repeated.map(({ path }) => ({
      path,
      reason: `repeats ${first?.path ?? ""}: declare each target once`,
    })),
  );
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
