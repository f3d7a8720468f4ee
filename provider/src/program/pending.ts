import * as pulumi from "@pulumi/pulumi";

/** All promises and outputs in a value; of a resource, such as the parent, its registration. */
export function* findPending(value: unknown): Generator {
  if (typeof value !== "object" || value === null) return;
  if (pulumi.Resource.isInstance(value)) yield value.urn;
  else if (pulumi.Output.isInstance(value) || value instanceof Promise) yield value;
  else for (const part of Object.values(value)) yield* findPending(part);
}

/** Whether a value holds no promise and no output, and so no secret. */
export function isPlain(value: unknown): boolean {
  return findPending(value).next().done === true;
}
