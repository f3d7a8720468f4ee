import type * as pulumi from "@pulumi/pulumi";
import { providerPointer, type HandlersModule } from "../dynamic/providerPointer.js";

/** Who hosts a resource: Pulumi's dynamic provider, or the native plugin. */
export interface Shell {
  type: string;
  isNative: boolean;
  /** Inputs that the shell itself needs. */
  inputs: pulumi.Inputs;
  options: pulumi.CustomResourceOptions;
}

export function dynamicShell(type: string, module: HandlersModule): Shell {
  return { type, isNative: false, inputs: { __provider: providerPointer(module) }, options: {} };
}

/** @param formerType of the dynamic provider: the resource keeps its state when a program changes to the native one. */
export function nativeShell(type: string, formerType: string): Shell {
  return { type, isNative: true, inputs: {}, options: { aliases: [{ type: formerType }] } };
}
