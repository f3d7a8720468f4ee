import { normalizeInputs, type AssignmentsInputs } from "../../domain/assignmentsInputs.js";
import { findInputProblems } from "../../domain/findInputProblems.js";
import type { Problem } from "../../domain/problem.js";

/**
 * The engine's `check`. No I/O: the engine checks one resource after another.
 *
 * @param recorded sets that are the state's, not the program's: a refresh may have found in them what no program can declare.
 */
export function checkAssignments(
  inputs: AssignmentsInputs,
  recorded: Partial<Pick<AssignmentsInputs, "assignments" | "groupAssignments">> = {},
): { inputs: AssignmentsInputs; problems: Problem[] } {
  const unchecked = Object.fromEntries(Object.keys(recorded).map((name) => [name, []]));
  const problems = findInputProblems({ ...inputs, ...unchecked });
  return { inputs: problems.length === 0 ? normalizeInputs(inputs) : inputs, problems };
}
