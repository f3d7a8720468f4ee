import { isAssignmentTargetType, targetForms, type AssignmentTargetType } from "./assignment.js";
import { isAbsent } from "./entry.js";
import { isGuid } from "./guid.js";
import { quoteValue, type Problem } from "./problem.js";
import { isUnknown } from "./unknown.js";

type Entry = Readonly<Record<string, unknown>>;

/** Group ids that Intune shows where the proper target belongs, in lower case, and the target that belongs there. */
const pseudoGroups: Readonly<Record<string, AssignmentTargetType>> = {
  "acacacac-9df4-4c7d-9d50-4ef0226f57a9": "allLicensedUsersAssignmentTarget",
  "adadadad-808e-44e2-905a-0b7873a8a531": "allDevicesAssignmentTarget",
};

/** All that is wrong with one entry of `assignments`, taken by itself. Values that are not known yet pass. */
export function findAssignmentProblems(entry: unknown, path: string): Problem[] {
  if (isUnknown(entry)) return [];
  if (!isEntry(entry)) {
    return [
      {
        path,
        reason: `must be an object such as { type: "groupAssignmentTarget", groupId }; it is ${quoteValue(entry)}`,
      },
    ];
  }
  if (isUnknown(entry["type"])) return [];
  const { type } = entry;
  if (!isAssignmentTargetType(type)) {
    const known = Object.keys(targetForms).join(", ");
    return [{ path: `${path}.type`, reason: `must be one of ${known}; it is ${quoteValue(type)}` }];
  }
  return [
    ...findUnknownKeys(entry, type, path),
    ...findIdProblems(entry, type, path),
    ...findFilterProblems(entry, type, path),
  ];
}

/** All that is wrong with one entry of `groupAssignments`, taken by itself. */
export function findGroupAssignmentProblems(entry: unknown, path: string): Problem[] {
  if (isUnknown(entry)) return [];
  if (!isEntry(entry))
    return [{ path, reason: `must be an object { targetGroupId }; it is ${quoteValue(entry)}` }];
  return [
    ...Object.keys(entry)
      .filter((key) => key !== "targetGroupId" && isPresent(entry[key]))
      .map((key) => ({
        path: `${path}.${key}`,
        reason: "is no property of an entry, which has targetGroupId only; remove it",
      })),
    ...findGroupIdProblems(entry["targetGroupId"], `${path}.targetGroupId`),
  ];
}

export function isEntry(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function findUnknownKeys(entry: Entry, type: AssignmentTargetType, path: string): Problem[] {
  const { idProperty, takesFilter } = targetForms[type];
  const allowed = [
    "type",
    ...(idProperty ? [idProperty] : []),
    ...(takesFilter ? ["filterId", "filterType"] : []),
  ];
  return Object.keys(entry)
    .filter((key) => !allowed.includes(key) && !isAbsent(key, entry[key]))
    .map((key) => ({ path: `${path}.${key}`, reason: describeSuperfluousKey(key, type, allowed) }));
}

function describeSuperfluousKey(
  key: string,
  type: AssignmentTargetType,
  allowed: string[],
): string {
  const isFilter = key === "filterId" || key === "filterType";
  const why = isFilter ? "an exclusion takes no filter" : `which has ${allowed.join(", ")}`;
  return `is no property of ${type} (${why}); remove it`;
}

function findIdProblems(entry: Entry, type: AssignmentTargetType, path: string): Problem[] {
  const { idProperty } = targetForms[type];
  if (idProperty === "groupId") return findGroupIdProblems(entry["groupId"], `${path}.groupId`);
  if (idProperty === undefined || isUnknown(entry[idProperty])) return [];
  const id = entry[idProperty];
  if (typeof id === "string" && id.trim() !== "") return [];
  const reason = `is required: the id of a Configuration Manager collection, such as SMS00001; it is ${quoteValue(id)}`;
  return [{ path: `${path}.${idProperty}`, reason }];
}

function findGroupIdProblems(id: unknown, path: string): Problem[] {
  if (isUnknown(id)) return [];
  if (!isPresent(id))
    return [{ path, reason: "is required: the object id of an Entra group, a GUID" }];
  if (typeof id !== "string" || !isGuid(id)) {
    return [
      { path, reason: `must be the object id of an Entra group, a GUID; it is ${quoteValue(id)}` },
    ];
  }
  const target = pseudoGroups[id.toLowerCase()];
  if (target === undefined) return [];
  return [{ path, reason: `stands for no group: use { type: "${target}" } instead` }];
}

function findFilterProblems(entry: Entry, type: AssignmentTargetType, path: string): Problem[] {
  if (!targetForms[type].takesFilter) return [];
  const { filterId, filterType } = entry;
  const hasId = !isAbsent("filterId", filterId);
  const hasType = !isAbsent("filterType", filterType);
  const problems: Problem[] = [];
  if (hasId && !isUnknown(filterId) && !(typeof filterId === "string" && isGuid(filterId))) {
    problems.push({
      path: `${path}.filterId`,
      reason: `must be a GUID; it is ${quoteValue(filterId)}`,
    });
  }
  if (hasType && !isUnknown(filterType) && filterType !== "include" && filterType !== "exclude") {
    const reason = `must be include or exclude; it is ${quoteValue(filterType)}`;
    problems.push({ path: `${path}.filterType`, reason });
  }
  if (hasType && !hasId && !isUnknown(filterType)) {
    const reason = "is required beside filterType: add it, or remove filterType";
    problems.push({ path: `${path}.filterId`, reason });
  }
  if (hasId && !hasType && !isUnknown(filterId)) {
    const reason = "is required beside filterId: include or exclude";
    problems.push({ path: `${path}.filterType`, reason });
  }
  return problems;
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}
