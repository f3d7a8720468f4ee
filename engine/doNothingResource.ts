import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

const handlers = join(import.meta.dirname, "doNothing.cjs");

/** A dynamic resource that does nothing. */
export class DoNothing<T> extends pulumi.CustomResource {
  /** What it was given, known only once it has been created: an output of an input's name is known in a preview. */
  readonly late: pulumi.Output<T>;

  constructor(name: string, value: pulumi.Input<T>, opts?: pulumi.CustomResourceOptions) {
    const pointer = `exports.handler=()=>require(${JSON.stringify(handlers)})`;
    super("pulumi-nodejs:dynamic/engine:DoNothing", name, { value, __provider: pointer }, opts);
    this.late = this.id.apply(() => value) as pulumi.Output<T>;
  }
}
