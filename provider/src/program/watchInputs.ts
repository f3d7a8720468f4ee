import * as pulumi from "@pulumi/pulumi";
import { findEndOfProgram } from "./endOfProgram.js";
import { findPending } from "./pending.js";

/**
 * Refuses the program's end where a promise or an output among the inputs or options of a resource fails: Pulumi does
 * not register the resource then, and the engine would delete it.
 */
export function watchInputs(...inputs: readonly unknown[]): void {
  const refuse = findEndOfProgram();
  if (refuse === undefined) return;
  for (const pending of findPending(inputs)) pulumi.recover(pulumi.output(pending), refuse);
}
