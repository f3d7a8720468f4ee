import type * as pulumi from "@pulumi/pulumi";

let writes = 0;

/** Counts once the engine has written the resource, or found nothing to write. */
export function watchWrite({ id }: pulumi.CustomResource): void {
  id.apply(() => void (writes += 1));
}

export function countWrites(): number {
  return writes;
}
