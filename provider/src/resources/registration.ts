import * as pulumi from "@pulumi/pulumi";
import { nameInput, runInput, type RunAddress } from "../dynamic/hiddenInputs.js";
import type { ResourceName } from "../handlers/declaration.js";

/**
 * A replacement is made before the old one goes, whatever the program says: what it replaces is live on phones, and goes
 * only once the new one has been accepted. A delete leaves what the replacement declares.
 */
export function createFirst(
  opts: pulumi.CustomResourceOptions | undefined,
): pulumi.CustomResourceOptions {
  return pulumi.mergeOptions(opts, { deleteBeforeReplace: false });
}

const parentNumbers = new WeakMap<pulumi.Resource, number>();
let parentCount = 0;

/**
 * The input that passes the resource's name to check. It is no output: one that depended on the parent would wait
 * for all its children, this one too.
 */
export function resourceNameInput(
  name: string,
  parent: pulumi.Resource | undefined,
): { [nameInput]: ResourceName } {
  return { [nameInput]: { name, ...(parent && { parent: nameParent(parent) }) } };
}

/**
 * The input that passes the address of the run to check. None under mocks, which have no channel, and which name an
 * organization only where they were given one.
 */
export function runAddressInput(): { [runInput]?: RunAddress } {
  const client = pulumi.runtime.getMonitor() as Partial<GrpcClient> | undefined;
  const monitor = client?.getChannel?.().getTarget();
  if (monitor === undefined) return {};
  const stack = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()].join("/");
  return { [runInput]: { monitor, stack } };
}

interface GrpcClient {
  getChannel: () => { getTarget: () => string };
}

function nameParent(parent: pulumi.Resource): ResourceName["parent"] & object {
  const number = parentNumbers.get(parent) ?? (parentCount += 1);
  parentNumbers.set(parent, number);
  // Where Pulumi keeps a resource's name.
  const { __name } = parent as { __name?: unknown };
  const parentName = typeof __name === "string" ? __name : `component ${number}`;
  return { name: parentName, number };
}
