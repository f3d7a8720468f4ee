import * as pulumi from "@pulumi/pulumi";
import type { RunAddress } from "../hosting/hiddenInputs.js";
import type { ResourceName } from "../handlers/declaration.js";

/** Creates a replacement before the former resource is deleted: what it replaces is live on phones. */
export function createFirst(
  opts: pulumi.CustomResourceOptions | undefined,
): pulumi.CustomResourceOptions {
  return pulumi.mergeOptions(opts, { deleteBeforeReplace: false });
}

const parentNumbers = new WeakMap<pulumi.Resource, number>();
let parentCount = 0;

/** No output: one that depended on the parent would wait for all its children, this one too. */
export function nameOf(name: string, parent: pulumi.Resource | undefined): ResourceName {
  if (parent === undefined) return { name };
  const number = parentNumbers.get(parent) ?? (parentCount += 1);
  parentNumbers.set(parent, number);
  // Where Pulumi keeps a resource's name.
  const { __name } = parent as { __name?: unknown };
  const parentName = typeof __name === "string" ? __name : `component ${number}`;
  return { name, parent: { name: parentName, number } };
}

/** Undefined under mocks, which have no channel, and name an organization only where they were given one. */
export function findRunAddress(): RunAddress | undefined {
  const client = pulumi.runtime.getMonitor() as
    { getChannel?: () => { getTarget: () => string } } | undefined;
  const monitor = client?.getChannel?.().getTarget();
  if (monitor === undefined) return undefined;
  const stack = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()].join("/");
  return { monitor, stack };
}
