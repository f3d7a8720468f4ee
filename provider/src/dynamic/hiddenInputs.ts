import type { ResourceName } from "../handlers/declaration.js";

/** Inputs that the constructors of the resources pass to check alone: check removes them. */
export interface HiddenInputs {
  /** The engine does not pass the name of a resource to a dynamic provider. */
  resourceName?: ResourceName;
  /**
   * The other sets that the program declares for the same configuration: the engine may check them only after the write of
   * this one. Unknown in a preview in which the configuration's id is.
   */
  besides?: readonly Beside[] | string;
  /** Whether any part of a set is secret: the engine passes secrets to a provider in clear. */
  hasSecret?: boolean;
  runAddress?: RunAddress;
}

/** A set as a program writes it; unchecked. */
export interface Beside {
  name: ResourceName;
  inputs: object;
}

/** The address at which the engine is asked for the state of the stack. */
export interface RunAddress {
  /** Of the engine's resource monitor, for gRPC. */
  monitor: string;
  /** The stack, with its organization and project. */
  stack: string;
}
