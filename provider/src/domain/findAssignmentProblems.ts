import type { AssignmentTargetType } from "./assignment.js";
import { isAbsent, isAssignmentTargetType, targetForms } from "./entry.js";
import { isGuid, isRecord, pickBy, isUnknown } from "./values.js";
import {
  findProblems,
  isFilledText,
  isGiven,
  mustBe,
  quoteValue,
  type Problem,
  type Rule,
} from "./problem.js";

type Values = Readonly<Record<string, unknown>>;

/** Intune shows these ids instead. */
const pseudoGroups: Readonly<Record<string, AssignmentTargetType>> = {
  "acacacac-9df4-4c7d-9d50-4ef0226f57a9": "allLicensedUsersAssignmentTarget",
  "adadadad-808e-44e2-905a-0b7873a8a531": "allDevicesAssignmentTarget",
};

const group = "the object id of an Entra group, a GUID";
const mustBeGroup = mustBe(group, isGuid, `is required: ${group}`);
const collection = "is required: the id of a Configuration Manager collection, such as SMS00001";

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
    required: collection,
    find: (id) => (isFilledText(id) ? undefined : `${collection}; it is ${quoteValue(id)}`),
  },
};

export function findAssignmentProblems(entry: unknown, path: string): Problem[] {
  if (!isRecord(entry))
    return refuseStranger(entry, path, '{ type: "groupAssignmentTarget", groupId }');
  const { type, ...properties } = entry;
  if (isUnknown(type)) return [];
  if (!isAssignmentTargetType(type)) {
    const known = Object.keys(targetForms).join(", ");
    return [{ path: `${path}.type`, reason: `must be one of ${known}; it is ${quoteValue(type)}` }];
  }
  const { idProperty, takesFilter } = targetForms[type];
  const given = pickBy(properties, (value, name) => !isAbsent(name, value));
  const ids = idProperty && { [idProperty]: idRules[idProperty] };
  const rules = { ...ids, ...(takesFilter && filterRulesOf(given)) };
  const what = `property of ${type}${takesFilter ? "" : " (an exclusion takes no filter)"}`;
  return findProblems(given, rules, what, `${path}.`);
}

export function findGroupAssignmentProblems(entry: unknown, path: string): Problem[] {
  if (!isRecord(entry)) return refuseStranger(entry, path, "{ targetGroupId }");
  const given = pickBy(entry, isGiven);
  const rules = { targetGroupId: idRules.groupId };
  return findProblems(given, rules, "property of an entry", `${path}.`);
}

function refuseStranger(entry: unknown, path: string, example: string): Problem[] {
  if (isUnknown(entry)) return [];
  return [{ path, reason: `must be an object such as ${example}; it is ${quoteValue(entry)}` }];
}

function filterRulesOf({ filterId, filterType }: Values): Record<"filterId" | "filterType", Rule> {
  const needs = (other: unknown): boolean => isGiven(other) && !isUnknown(other);
  const isType = (value: unknown): boolean => value === "include" || value === "exclude";
  const noId = "is required beside filterType: add it, or remove filterType";
  const noType = "is required beside filterId: include or exclude";
  return {
    filterId: mustBe("a GUID", isGuid, needs(filterType) ? noId : undefined),
    filterType: mustBe("include or exclude", isType, needs(filterId) ? noType : undefined),
  };
}

/** Intune documents filters as unsupported here; Graph's metadata has them. */
export function findFilterWarnings(assignments: readonly unknown[]): string[] {
  return assignments.flatMap((entry, index) =>
    isRecord(entry) && entry["filterId"]
      ? [
          `assignments[${index}] has a filter. Intune documents assignment filters as not supported for iOS app ` +
            "provisioning profiles: it may refuse or ignore this one.",
        ]
      : [],
  );
}
