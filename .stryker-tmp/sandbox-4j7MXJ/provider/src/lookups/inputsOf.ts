// @ts-nocheck
import type * as pulumi from "@pulumi/pulumi";

/** The arguments of a look-up's output form: each may be an output of another resource. */
export type InputsOf<Args> = {
  [Name in keyof Args]: pulumi.Input<Args[Name]>;
};
