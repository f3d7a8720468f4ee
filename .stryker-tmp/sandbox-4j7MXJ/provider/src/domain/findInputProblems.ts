// @ts-nocheck
import { inputNames } from "./assignmentsInputs.js";
import {
  findAssignmentProblems,
  findGroupAssignmentProblems,
  isEntry,
} from "./findAssignmentProblems.js";
import { findSetProblems } from "./findSetProblems.js";
import { isGuid } from "./guid.js";
import { quoteValue, type Problem } from "./problem.js";
import { isUnknown } from "./unknown.js";

type RawInputs = Readonly<Record<string, unknown>>;

/** All that is wrong with the inputs of an assignment set, at once. Values that are not known yet pass everywhere. */
export function findInputProblems(inputs: RawInputs): Problem[] {
  return [
    ...findUnknownInputs(inputs),
    ...findConfigurationIdProblems(inputs["configurationId"]),
    ...findEntriesProblems(inputs["assignments"], "assignments", findAssignmentProblems),
    ...(isAbsent(inputs["groupAssignments"])
      ? []
      : findEntriesProblems(
          inputs["groupAssignments"],
          "groupAssignments",
          findGroupAssignmentProblems,
        )),
    ...findSetProblems(entriesOf(inputs["assignments"]), entriesOf(inputs["groupAssignments"])),
    ...findChoiceProblems(inputs, "mode", ["authoritative", "additive"]),
    ...findChoiceProblems(inputs, "unmanaged", ["refuse", "remove"]),
    ...findContradiction(inputs),
  ];
}

function findUnknownInputs(inputs: RawInputs): Problem[] {
  return Object.keys(inputs)
    .filter((name) => !(inputNames as readonly string[]).includes(name))
    .map((path) => ({
      path,
      reason: `is no input of an assignment set, which has ${inputNames.join(", ")}; remove it`,
    }));
}

function findConfigurationIdProblems(id: unknown): Problem[] {
  const path = "configurationId";
  if (isUnknown(id)) return [];
  if (isAbsent(id))
    return [
      { path, reason: "is required: the id of an iosLobAppProvisioningConfiguration, a GUID" },
    ];
  if (typeof id === "string" && isGuid(id)) return [];
  return [
    {
      path,
      reason: `must be the id of an iosLobAppProvisioningConfiguration, a GUID; it is ${quoteValue(id)}`,
    },
  ];
}

function findEntriesProblems(
  entries: unknown,
  path: string,
  findProblems: (entry: unknown, path: string) => Problem[],
): Problem[] {
  if (isUnknown(entries)) return [];
  if (isAbsent(entries))
    return [{ path, reason: "is required: a list; an empty one clears the set" }];
  if (!Array.isArray(entries))
    return [{ path, reason: `must be a list; it is ${quoteValue(entries)}` }];
  return entries.flatMap((entry: unknown, index) => findProblems(entry, `${path}[${index}]`));
}

function findChoiceProblems(inputs: RawInputs, path: string, choices: string[]): Problem[] {
  const value = inputs[path];
  if (isAbsent(value) || isUnknown(value) || choices.includes(value as string)) return [];
  return [{ path, reason: `must be ${choices.join(" or ")}; it is ${quoteValue(value)}` }];
}

function findContradiction(inputs: RawInputs): Problem[] {
  if (inputs["mode"] !== "additive" || inputs["unmanaged"] !== "remove") return [];
  const reason =
    'contradicts mode "additive", which leaves entries of others alone: remove one of the two';
  return [{ path: "unmanaged", reason }];
}

function entriesOf(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map((entry: unknown) => (isEntry(entry) ? entry : {})) : [];
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}
