import { isAssignmentTargetType, targetForms, type AssignmentTargetType } from "./assignment.js";
import { isAbsent } from "./entry.js";
import { isGuid } from "./guid.js";
import {
  findValueProblems,
  isFilledText,
  isGiven,
  mustBe,
  quoteValue,
  type Problem,
  type Rule,
} from "./problem.js";
import { isRecord } from "./properties.js";
import { isUnknown } from "./unknown.js";

type Entry = Readonly<Record<string, unknown>>;
type Rules = Readonly<Record<string, Rule>>;

/** Ids that Intune shows in place of these targets. */
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
  const given = Object.entries(properties).filter(([key, value]) => !isAbsent(key, value));
  const rules = rulesOf(type, Object.fromEntries(given));
  return findEntryProblems(given, path, rules, (key) => {
    const isFilter = key === "filterId" || key === "filterType";
    const allowed = ["type", ...Object.keys(rules)].join(", ");
    const why = isFilter ? "an exclusion takes no filter" : `which has ${allowed}`;
    return `is no property of ${type} (${why}); remove it`;
  });
}

export function findGroupAssignmentProblems(entry: unknown, path: string): Problem[] {
  if (!isRecord(entry)) return refuseStranger(entry, path, "{ targetGroupId }");
  const given = Object.entries(entry).filter(([, value]) => isGiven(value));
  const stranger = "is no property of an entry, which has targetGroupId only; remove it";
  return findEntryProblems(given, path, { targetGroupId: idRules.groupId }, () => stranger);
}

function refuseStranger(entry: unknown, path: string, example: string): Problem[] {
  if (isUnknown(entry)) return [];
  return [{ path, reason: `must be an object such as ${example}; it is ${quoteValue(entry)}` }];
}

function rulesOf(type: AssignmentTargetType, { filterId, filterType }: Entry): Rules {
  const { idProperty, takesFilter } = targetForms[type];
  const ids = idProperty && { [idProperty]: idRules[idProperty] };
  if (!takesFilter) return { ...ids };
  const needs = (other: unknown): boolean => isGiven(other) && !isUnknown(other);
  const isType = (value: unknown): boolean => value === "include" || value === "exclude";
  const noId = "is required beside filterType: add it, or remove filterType";
  const noType = "is required beside filterId: include or exclude";
  return {
    ...ids,
    filterId: mustBe("a GUID", isGuid, needs(filterType) ? noId : undefined),
    filterType: mustBe("include or exclude", isType, needs(filterId) ? noType : undefined),
  };
}

function findEntryProblems(
  given: readonly [string, unknown][],
  path: string,
  rules: Rules,
  describeStranger: (key: string) => string,
): Problem[] {
  const values = Object.fromEntries(given);
  const strangers = Object.keys(values).filter((key) => !(key in rules));
  return [
    ...strangers.map((key) => ({ path: `${path}.${key}`, reason: describeStranger(key) })),
    ...Object.entries(rules).flatMap(([name, rule]) =>
      findValueProblems(values[name], `${path}.${name}`, rule),
    ),
  ];
}

/** Intune documents filters as not supported here, though Graph's metadata has the properties. */
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
