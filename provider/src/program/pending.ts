import * as pulumi from "@pulumi/pulumi";

/** Promises and outputs in a value; for a resource, its registration. */
export function* findPending(value: unknown): Generator {
  if (typeof value !== "object" || value === null) return;
  if (pulumi.Resource.isInstance(value)) yield value.urn;
  else if (pulumi.Output.isInstance(value) || value instanceof Promise) yield value;
  else for (const part of Object.values(value)) yield* findPending(part);
}

/** Without promise or output, so without secrets. */
export function isPlain(value: unknown): boolean {
  return findPending(value).next().done === true;
}
