import * as pulumi from "@pulumi/pulumi";
import { findEndOfProgram } from "./endOfProgram.js";

/** Promises and outputs in a value; for a resource, its registration. */
function* findPending(value: unknown): Generator {
  if (typeof value !== "object" || value === null) return;
  if (pulumi.Resource.isInstance(value)) yield value.urn;
  else if (pulumi.Output.isInstance(value) || value instanceof Promise) yield value;
  else for (const part of Object.values(value)) yield* findPending(part);
}

/** Without promise or output, so without secrets. */
export function isPlain(value: unknown): boolean {
  return findPending(value).next().done === true;
}

/** If an input or option fails, Pulumi does not register the resource, and the engine would delete it. */
export function watchInputs(...inputs: readonly unknown[]): void {
  const refuse = findEndOfProgram();
  if (refuse === undefined) return;
  for (const pending of findPending(inputs)) pulumi.recover(pulumi.output(pending), refuse);
}

let writes = 0;

/** Counts once the engine has written the resource, or found nothing to write. */
export function watchWrite({ id }: pulumi.CustomResource): void {
  id.apply(() => void (writes += 1));
}

export function countWrites(): number {
  return writes;
}
