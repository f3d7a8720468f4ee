// @ts-nocheck
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

const handlers = join(import.meta.dirname, "doNothing.cjs");

/** A dynamic resource that does nothing, or what other handlers with the same inputs do. */
export class DoNothing<T> extends pulumi.CustomResource {
  /** What it was given, known only once it has been created: an output of an input's name is known in a preview. */
  readonly late: pulumi.Output<T>;

  constructor(
    name: string,
    value: pulumi.Input<T>,
    opts?: pulumi.CustomResourceOptions,
    module: string = handlers,
  ) {
    const pointer = `exports.handler=()=>require(${JSON.stringify(module)})`;
    super("pulumi-nodejs:dynamic/engine:DoNothing", name, { value, __provider: pointer }, opts);
    this.late = this.id.apply(() => value) as pulumi.Output<T>;
  }
}
