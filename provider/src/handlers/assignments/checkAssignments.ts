import { normalizeInputs, type AssignmentsInputs } from "../../domain/assignmentsInputs.js";
import { findInputProblems } from "../../domain/findInputProblems.js";
import type { Problem } from "../../domain/problem.js";

/** Checked inputs: normalized where there is no problem, as they came where there is one. */
export interface CheckedInputs {
  inputs: AssignmentsInputs;
  problems: Problem[];
}

/** The engine's `check`. No I/O: the engine checks one resource after another. */
export function checkAssignments(inputs: AssignmentsInputs): CheckedInputs {
  const problems = findInputProblems({ ...inputs });
  return { inputs: problems.length === 0 ? normalizeInputs(inputs) : inputs, problems };
}
