import type { AssignmentsInputs } from "./assignmentsInputs.js";
import { findAssignmentProblems, findGroupAssignmentProblems } from "./findAssignmentProblems.js";
import { findSetProblems } from "./findSetProblems.js";
import { isGuid } from "./guid.js";
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

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function findContradiction({ mode, unmanaged }: RawInputs): Problem[] {
  if (mode !== "additive" || unmanaged !== "remove") return [];
  const reason =
    'contradicts mode "additive", which leaves entries of others alone: remove one of the two';
  return [{ path: "unmanaged", reason }];
}
