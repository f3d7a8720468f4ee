import * as pulumi from "@pulumi/pulumi";

/** All that is still to come of a value. Of a resource, such as the parent, that it is registered. */
export function* findPending(value: unknown): Generator {
  if (typeof value !== "object" || value === null) return;
  if (pulumi.Resource.isInstance(value)) yield value.urn;
  else if (pulumi.Output.isInstance(value) || value instanceof Promise) yield value;
  else for (const part of Object.values(value)) yield* findPending(part);
}

/** Whether nothing of a value is still to come, nor secret: most programs write all there is to know. */
export function isPlain(value: unknown): boolean {
  return findPending(value).next().done === true;
}
