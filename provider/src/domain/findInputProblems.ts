import type { AssignmentsInputs } from "./assignmentsInputs.js";
import { isAssignmentTargetType, targetForms } from "./entry.js";
import { findAssignmentProblems, findGroupAssignmentProblems } from "./findAssignmentProblems.js";
import { isGuid, normalizeGuid, isRecord, listOf, isUnknown } from "./values.js";
import { findProblems, mustBe, type Problem, type Rule } from "./problem.js";

type RawInputs = Readonly<Record<string, unknown>>;

const configurationId = "the id of an iosLobAppProvisioningConfiguration, a GUID";
const mustBeOneOf = (choices: unknown[]) =>
  mustBe(choices.join(" or "), (value) => choices.includes(value));

const rules: Readonly<Record<keyof AssignmentsInputs, Rule>> = {
  configurationId: mustBe(configurationId, isGuid, `is required: ${configurationId}`),
  assignments: mustBe("a list", Array.isArray, "is required: a list; an empty one clears the set"),
  groupAssignments: mustBe("a list", Array.isArray),
  mode: mustBeOneOf(["authoritative", "additive"]),
  unmanaged: mustBeOneOf(["refuse", "remove"]),
};

export function findInputProblems(inputs: RawInputs): Problem[] {
  const assignments = listOf(inputs["assignments"]);
  const older = listOf(inputs["groupAssignments"]);
  return [
    ...findProblems(inputs, rules, "input of an assignment set"),
    ...assignments.flatMap((entry, index) =>
      findAssignmentProblems(entry, `assignments[${index}]`),
    ),
    ...older.flatMap((entry, index) =>
      findGroupAssignmentProblems(entry, `groupAssignments[${index}]`),
    ),
    ...findSetProblems(assignments, older),
    ...findContradiction(inputs),
  ];
}

function findContradiction({ mode, unmanaged }: RawInputs): Problem[] {
  if (mode !== "additive" || unmanaged !== "remove") return [];
  const reason =
    'contradicts mode "additive", which leaves entries of others alone: remove one of the two';
  return [{ path: "unmanaged", reason }];
}

interface Aim {
  path: string;
  type: string;
  id: string;
}

/** Siblings of this entity refuse or ignore a repeat; the portal forbids a group both included and excluded. */
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
  const including = ["groupAssignmentTarget", "groupAssignments"];
  const included = aims.filter(({ type }) => including.includes(type));
  const includedAt = new Map(included.map(({ id, path }) => [id, path]));
  const groups = Map.groupBy(aims, ({ type, id }) => `${type} ${id}`);
  return [
    ...[...groups.values()].flatMap(([first, ...repeated]) =>
      repeated.map(({ path }) => ({
        path,
        reason: `repeats ${first?.path ?? ""}: declare each target once`,
      })),
    ),
    ...aims
      .filter(({ type, id }) => type === "exclusionGroupAssignmentTarget" && includedAt.has(id))
      .map(({ id, path }) => ({
        path,
        reason: `excludes a group that ${includedAt.get(id) ?? ""} includes: remove one of the two`,
      })),
  ];
}

function findAim(type: string, entry: unknown, idName: string | undefined, path: string): Aim[] {
  if (idName === undefined) return [{ path, type, id: "" }];
  const id = isRecord(entry) ? entry[idName] : undefined;
  if (typeof id !== "string" || isUnknown(id)) return [];
  return [{ path: `${path}.${idName}`, type, id: normalizeGuid(id) }];
}
