import { isAssignmentTargetType, targetForms, type AssignmentTargetType } from "./assignment.js";
import { isAbsent } from "./entry.js";
import { isGuid } from "./guid.js";
import {
  findValueProblems,
  isGiven,
  mustBe,
  quoteValue,
  type Problem,
  type Rule,
} from "./problem.js";
import { isUnknown } from "./unknown.js";

type Entry = Readonly<Record<string, unknown>>;

/** Ids that Intune shows in place of these targets. */
const pseudoGroups: Readonly<Record<string, AssignmentTargetType>> = {
  "acacacac-9df4-4c7d-9d50-4ef0226f57a9": "allLicensedUsersAssignmentTarget",
  "adadadad-808e-44e2-905a-0b7873a8a531": "allDevicesAssignmentTarget",
};

const group = "the object id of an Entra group, a GUID";
const mustBeGroup = mustBe(group, isGuid, `is required: ${group}`);
const collectionRequired =
  "is required: the id of a Configuration Manager collection, such as SMS00001";

const idRules: Readonly<Record<"groupId" | "collectionId", Rule>> = {
  groupId: {
    ...mustBeGroup,
    find(id) {
      const target = isGuid(id) ? pseudoGroups[String(id).toLowerCase()] : undefined;
      return target === undefined
        ? mustBeGroup.find(id)
        : `stands for no group: use { type: "${target}" } instead`;
    },
  },
  collectionId: {
    required: collectionRequired,
    find: (id) =>
      typeof id === "string" && id.trim() !== ""
        ? undefined
        : `${collectionRequired}; it is ${quoteValue(id)}`,
  },
};

export function findAssignmentProblems(entry: unknown, path: string): Problem[] {
  if (isUnknown(entry)) return [];
  if (!isEntry(entry)) {
    const example = '{ type: "groupAssignmentTarget", groupId }';
    return [{ path, reason: `must be an object such as ${example}; it is ${quoteValue(entry)}` }];
  }
  const { type } = entry;
  if (isUnknown(type)) return [];
  if (!isAssignmentTargetType(type)) {
    const known = Object.keys(targetForms).join(", ");
    return [{ path: `${path}.type`, reason: `must be one of ${known}; it is ${quoteValue(type)}` }];
  }
  const { idProperty, takesFilter } = targetForms[type];
  return [
    ...findUnknownKeys(entry, type, path),
    ...(idProperty
      ? findValueProblems(entry[idProperty], `${path}.${idProperty}`, idRules[idProperty])
      : []),
    ...(takesFilter ? findFilterProblems(entry, path) : []),
  ];
}

export function findGroupAssignmentProblems(entry: unknown, path: string): Problem[] {
  if (isUnknown(entry)) return [];
  if (!isEntry(entry))
    return [{ path, reason: `must be an object { targetGroupId }; it is ${quoteValue(entry)}` }];
  return [
    ...Object.keys(entry)
      .filter((key) => key !== "targetGroupId" && isGiven(entry[key]))
      .map((key) => ({
        path: `${path}.${key}`,
        reason: "is no property of an entry, which has targetGroupId only; remove it",
      })),
    ...findValueProblems(entry["targetGroupId"], `${path}.targetGroupId`, idRules.groupId),
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
    .map((key) => {
      const isFilter = key === "filterId" || key === "filterType";
      const why = isFilter ? "an exclusion takes no filter" : `which has ${allowed.join(", ")}`;
      return { path: `${path}.${key}`, reason: `is no property of ${type} (${why}); remove it` };
    });
}

function findFilterProblems(entry: Entry, path: string): Problem[] {
  const id = isAbsent("filterId", entry["filterId"]) ? undefined : entry["filterId"];
  const type = isAbsent("filterType", entry["filterType"]) ? undefined : entry["filterType"];
  const needs = (other: unknown): boolean => isGiven(other) && !isUnknown(other);
  return [
    ...findValueProblems(id, `${path}.filterId`, {
      ...mustBe("a GUID", isGuid),
      required: needs(type)
        ? "is required beside filterType: add it, or remove filterType"
        : undefined,
    }),
    ...findValueProblems(type, `${path}.filterType`, {
      ...mustBe("include or exclude", (value) => value === "include" || value === "exclude"),
      required: needs(id) ? "is required beside filterId: include or exclude" : undefined,
    }),
  ];
}
