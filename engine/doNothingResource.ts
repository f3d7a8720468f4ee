import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

const handlers = join(import.meta.dirname, "doNothing.cjs");

/** A dynamic resource that does nothing: `value` is known only once it has been created. */
export class DoNothing<T> extends pulumi.CustomResource {
  declare readonly value: pulumi.Output<T>;

  constructor(name: string, value: pulumi.Input<T>, opts?: pulumi.CustomResourceOptions) {
    const pointer = `exports.handler=()=>require(${JSON.stringify(handlers)})`;
    super("pulumi-nodejs:dynamic/engine:DoNothing", name, { value, __provider: pointer }, opts);
  }
}
