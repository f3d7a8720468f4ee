import { normalizeInputs, type CheckedAssignments } from "../../domain/assignmentsInputs.js";
import { findInputProblems } from "../../domain/findInputProblems.js";
import type { Problem } from "../../domain/problem.js";

/** @param recorded sets taken from the state: a refresh may have found entries there that no program can declare. */
export function checkAssignments(
  { isSecret, ...inputs }: CheckedAssignments,
  recorded: Partial<CheckedAssignments> = {},
): { inputs: CheckedAssignments; problems: Problem[] } {
  const unchecked = Object.fromEntries(Object.keys(recorded).map((name) => [name, []]));
  const problems = findInputProblems({ ...inputs, ...unchecked });
  if (problems.length > 0)
    return { inputs, problems: isSecret ? problems.map(withoutValue) : problems };
  return { inputs: normalizeInputs({ ...inputs, ...(isSecret && { isSecret }) }), problems };
}

function withoutValue({ path, reason }: Problem): Problem {
  return { path, reason: reason.replace(/; it is .*$/s, "; its value is secret") };
}
