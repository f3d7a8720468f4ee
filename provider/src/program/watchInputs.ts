import * as pulumi from "@pulumi/pulumi";
import { findEndOfProgram } from "./endOfProgram.js";
import { findPending } from "./pending.js";

/** If an input or option fails, Pulumi does not register the resource, and the engine would delete it. */
export function watchInputs(...inputs: readonly unknown[]): void {
  const refuse = findEndOfProgram();
  if (refuse === undefined) return;
  for (const pending of findPending(inputs)) pulumi.recover(pulumi.output(pending), refuse);
}
