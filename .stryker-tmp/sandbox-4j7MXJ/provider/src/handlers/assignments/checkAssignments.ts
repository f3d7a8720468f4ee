// @ts-nocheck
import {
  normalizeInputs,
  type AssignmentsInputs,
  type SetName,
} from "../../domain/assignmentsInputs.js";
import { findInputProblems } from "../../domain/findInputProblems.js";
import type { Problem } from "../../domain/problem.js";

/** Checked inputs: normalized where there is no problem, as they came where there is one. */
export interface CheckedInputs {
  inputs: AssignmentsInputs;
  problems: Problem[];
}

/**
 * The engine's `check`. No I/O: the engine checks one resource after another.
 *
 * @param recordedSets are not the program's but the state's. A refresh may have found in them what no program can declare.
 */
export function checkAssignments(
  inputs: AssignmentsInputs,
  recordedSets: readonly SetName[] = [],
): CheckedInputs {
  const unchecked = Object.fromEntries(recordedSets.map((name) => [name, []]));
  const problems = findInputProblems({ ...inputs, ...unchecked });
  return { inputs: problems.length === 0 ? normalizeInputs(inputs) : inputs, problems };
}
