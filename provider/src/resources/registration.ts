import type { Client } from "@grpc/grpc-js";
import * as pulumi from "@pulumi/pulumi";
import { toMessage } from "../domain/readable.js";
import type { ResourceName } from "../handlers/declaration.js";
import type { RunAddress } from "../hosting/sharedContext.js";

/** Any value may be an output, except `type`, which distinguishes targets. */
export type ArgsOf<T> = [T] extends [string | number | boolean]
  ? pulumi.Input<T>
  : T extends readonly (infer Entry)[]
    ? pulumi.Input<pulumi.Input<ArgsOf<Entry>>[]>
    : { [K in keyof T]: K extends "type" ? T[K] : ArgsOf<Exclude<T[K], undefined>> };

/** Of both shells. It has no constructor: the state would record that as a resource's source position. */
export class IntuneResource extends pulumi.CustomResource {
  /** Reads what a configuration outside this stack has, by its GUID. Fails if there is none. */
  static get<R>(
    this: new (name: string, args: never, opts: pulumi.CustomResourceOptions) => R,
    name: string,
    id: pulumi.Input<pulumi.ID>,
    opts?: pulumi.CustomResourceOptions,
  ): R {
    return new this(name, undefined as never, { ...opts, id });
  }
}

/**
 * The former one is live on phones until its replacement exists.
 * @param aliases By them, native classes take over the dynamic provider's states.
 */
export function createFirst(opts?: pulumi.CustomResourceOptions, aliases: pulumi.Alias[] = []) {
  return pulumi.mergeOptions(opts, { deleteBeforeReplace: false, aliases });
}

const parentNumbers = new WeakMap<pulumi.Resource, number>();
let parentCount = 0;

/** An output that depends on the parent would wait for all its children. */
export function nameOf(name: string, parent: pulumi.Resource | undefined): ResourceName {
  if (parent === undefined) return { name };
  const number = parentNumbers.get(parent) ?? (parentCount += 1);
  parentNumbers.set(parent, number);
  // Pulumi's own.
  const { __name } = parent as { __name?: unknown };
  const parentName = typeof __name === "string" ? __name : `component ${number}`;
  return { name, parent: { name: parentName, number } };
}

export function findRunAddress(): RunAddress | undefined {
  const client = pulumi.runtime.getMonitor() as Partial<Client> | undefined;
  const monitor = client?.getChannel?.().getTarget();
  if (monitor === undefined) return undefined;
  const stack = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()].join("/");
  return { monitor, stack };
}

/** Pulumi writes messages in order: one about an unregistered resource blocks the rest. */
export function warnOf<T>(
  resource: pulumi.Resource,
  value: pulumi.Input<T>,
  findWarnings: (known: pulumi.Unwrap<T>) => readonly string[],
): void {
  pulumi.all([resource.urn, value]).apply(([, known]) => {
    for (const warning of findWarnings(known)) void pulumi.log.warn(toMessage(warning), resource);
  });
}
