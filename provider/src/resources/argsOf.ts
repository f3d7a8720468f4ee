import type * as pulumi from "@pulumi/pulumi";

/** `T` as a program writes it: any value may be an output, except `type`, which distinguishes targets. */
export type ArgsOf<T> = [T] extends [string | number | boolean]
  ? pulumi.Input<T>
  : T extends readonly (infer Entry)[]
    ? pulumi.Input<pulumi.Input<ArgsOf<Entry>>[]>
    : { [K in keyof T]: K extends "type" ? T[K] : ArgsOf<Exclude<T[K], undefined>> };
