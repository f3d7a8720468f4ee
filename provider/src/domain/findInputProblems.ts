import type { AssignmentTargetType } from "./assignment.js";
import type { AssignmentsInputs } from "./assignmentsInputs.js";
import { isAbsent, isAssignmentTargetType, targetForms } from "./entry.js";
import { findProblems, isFilledText, isGiven, mustBe, quoteValue } from "./problem.js";
import type { Problem, Rule } from "./problem.js";
import { isGuid, isRecord, isUnknown, listOf, normalizeGuid, pickBy } from "./values.js";
import type { Values } from "./values.js";

/** Intune shows these ids for all users and all devices. */
const pseudoGroups: Readonly<Record<string, AssignmentTargetType>> = {
  "acacacac-9df4-4c7d-9d50-4ef0226f57a9": "allLicensedUsersAssignmentTarget",
  "adadadad-808e-44e2-905a-0b7873a8a531": "allDevicesAssignmentTarget",
};

const configuration = "the id of an iosLobAppProvisioningConfiguration, a GUID";
const group = "the object id of an Entra group, a GUID";
const collection = "the id of a Configuration Manager collection, such as SMS00001";

const mustBeGroupId = mustBe(group, isGuid, `is required: ${group}`);
const mustBeOneOf = (choices: unknown[], required?: string) =>
  mustBe(choices.join(" or "), (value) => choices.includes(value), required);

const setRules: Readonly<Record<keyof AssignmentsInputs, Rule>> = {
  configurationId: mustBe(configuration, isGuid, `is required: ${configuration}`),
  assignments: mustBe("a list", Array.isArray, "is required: a list; an empty one clears the set"),
  groupAssignments: mustBe("a list", Array.isArray),
  mode: mustBeOneOf(["authoritative", "additive"]),
  unmanaged: mustBeOneOf(["refuse", "remove"]),
};

const mustBeGroup: Rule = (id) => {
  const target = isGuid(id) ? pseudoGroups[String(id).toLowerCase()] : undefined;
  return target === undefined
    ? mustBeGroupId(id)
    : `stands for no group: use { type: "${target}" } instead`;
};

const idRules = {
  groupId: mustBeGroup,
  collectionId: mustBe(collection, isFilledText, `is required: ${collection}`),
};

function filterRulesOf({ filterId, filterType }: Values): Record<"filterId" | "filterType", Rule> {
  const needs = (other: unknown): boolean => isGiven(other) && !isUnknown(other);
  const noId = "is required beside filterType: add it, or remove filterType";
  const noType = "is required beside filterId: include or exclude";
  return {
    filterId: mustBe("a GUID", isGuid, needs(filterType) ? noId : undefined),
    filterType: mustBeOneOf(["include", "exclude"], needs(filterId) ? noType : undefined),
  };
}

export function findInputProblems(inputs: Values): Problem[] {
  const { mode, unmanaged } = inputs;
  const assignments = listOf(inputs["assignments"]);
  const older = listOf(inputs["groupAssignments"]);
  const reason =
    'contradicts mode "additive", which leaves entries of others alone: remove one of the two';
  return [
    ...findProblems(inputs, setRules, "input of an assignment set"),
    ...assignments.flatMap((entry, index) =>
      findAssignmentProblems(entry, `assignments[${index}]`),
    ),
    ...older.flatMap((entry, index) =>
      findGroupAssignmentProblems(entry, `groupAssignments[${index}]`),
    ),
    ...findSetProblems(assignments, older),
    ...(mode === "additive" && unmanaged === "remove" ? [{ path: "unmanaged", reason }] : []),
  ];
}

export function findAssignmentProblems(entry: unknown, path: string): Problem[] {
  if (!isRecord(entry))
    return refuseNonObject(entry, path, '{ type: "groupAssignmentTarget", groupId }');
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
  if (!isRecord(entry)) return refuseNonObject(entry, path, "{ targetGroupId }");
  const rules = { targetGroupId: mustBeGroup };
  return findProblems(pickBy(entry, isGiven), rules, "property of an entry", `${path}.`);
}

function refuseNonObject(entry: unknown, path: string, example: string): Problem[] {
  if (isUnknown(entry)) return [];
  return [{ path, reason: `must be an object such as ${example}; it is ${quoteValue(entry)}` }];
}

/** Siblings of this entity refuse or ignore a repeat; the portal forbids a group both included and excluded. */
export function findSetProblems(assignments: readonly unknown[], older: readonly unknown[]) {
  const targets = [
    ...assignments.flatMap((entry, index) => findTarget(entry, `assignments[${index}]`)),
    ...older.flatMap((entry, index) => findTarget(entry, `groupAssignments[${index}]`)),
  ];
  const firstAt = new Map(
    targets.toReversed().map(({ type, id, path }) => [`${type} ${id}`, path]),
  );
  return targets.flatMap(({ type, id, path }): Problem[] => {
    const first = firstAt.get(`${type} ${id}`) ?? path;
    if (first !== path) return [{ path, reason: `repeats ${first}: declare each target once` }];
    if (type !== "exclusionGroupAssignmentTarget") return [];
    const included =
      firstAt.get(`groupAssignmentTarget ${id}`) ?? firstAt.get(`groupAssignments ${id}`);
    if (included === undefined) return [];
    return [{ path, reason: `excludes a group that ${included} includes: remove one of the two` }];
  });
}

/** None while it is not known, or wrong. */
function findTarget(entry: unknown, path: string) {
  if (!isRecord(entry)) return [];
  const type = isAssignmentTargetType(entry["type"]) ? entry["type"] : "groupAssignments";
  const idName = type === "groupAssignments" ? "targetGroupId" : targetForms[type].idProperty;
  if (idName === undefined) return [{ path, type, id: "" }];
  const id = entry[idName];
  if (typeof id !== "string" || isUnknown(id)) return [];
  return [{ path: `${path}.${idName}`, type, id: normalizeGuid(id) }];
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
