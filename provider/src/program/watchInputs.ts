import * as pulumi from "@pulumi/pulumi";
import { findEndOfProgram } from "./endOfProgram.js";

/**
 * Refuses the program's end where a promise or an output among the inputs or options of a resource fails: Pulumi does
 * not register the resource then, and the engine would delete it.
 */
export function watchInputs(...inputs: readonly unknown[]): void {
  const end = findEndOfProgram();
  if (end === undefined) return;
  for (const pending of findPending(inputs))
    pulumi.recover(pulumi.output(pending), (failure) => {
      end.refuse(failure);
    });
}

/** All that is still to come of a value. Of a resource, such as the parent, that it is registered. */
function* findPending(value: unknown): Iterable<unknown> {
  if (typeof value !== "object" || value === null) return;
  if (pulumi.Resource.isInstance(value)) yield value.urn;
  else if (pulumi.Output.isInstance(value) || value instanceof Promise) yield value;
  else for (const part of Object.values(value)) yield* findPending(part);
}
