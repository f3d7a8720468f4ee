import type { ResourceName } from "../handlers/declaration.js";

/** Inputs that the constructors of the resources pass to check alone: check removes them. */
export interface HiddenInputs {
  /** The engine does not pass the name of a resource to a dynamic provider. */
  resourceName?: ResourceName;
  /** Other sets of the same configuration: the engine may check them only after the write of this one. May be unknown. */
  besides?: readonly Beside[] | string;
  /** Whether any part of a set is secret: the engine passes secrets to a provider in clear. */
  hasSecret?: boolean;
  runAddress?: RunAddress;
}

export interface Beside {
  name: ResourceName;
  inputs: object;
}

/** Where the engine is asked for the state of the stack. */
export interface RunAddress {
  monitor: string;
  /** The stack, with its organization and project. */
  stack: string;
}
