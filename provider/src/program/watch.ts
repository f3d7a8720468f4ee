import * as pulumi from "@pulumi/pulumi";
import { findEndOfProgram } from "./endOfProgram.js";

/** For a resource, its registration. */
function* findPending(value: unknown): Generator {
  if (typeof value !== "object" || value === null) return;
  if (pulumi.Resource.isInstance(value)) yield value.urn;
  else if (pulumi.Output.isInstance(value) || value instanceof Promise) yield value;
  else for (const part of Object.values(value)) yield* findPending(part);
}

/** So without secrets. */
export function isPlain(value: unknown): boolean {
  return findPending(value).next().done === true;
}

/** Pulumi does not register a resource whose input fails, and the engine would delete it. */
export function watchInputs(...inputs: readonly unknown[]): void {
  const refuse = findEndOfProgram();
  if (refuse === undefined) return;
  for (const pending of findPending(inputs)) pulumi.recover(pulumi.output(pending), refuse);
}

let writes = 0;

/** Also if the engine found nothing to write. */
export function watchWrite({ id }: pulumi.CustomResource): void {
  id.apply(() => void (writes += 1));
}

export function countWrites(): number {
  return writes;
}
