import type { ResourceName } from "../handlers/declaration.js";

// Inputs that the constructors of the resources pass to check alone: check removes them.

/** The name of the resource, which the engine does not pass to a dynamic provider. */
export const nameInput = "resourceName";

/**
 * The other sets that the program declares for the same configuration. The engine checks a resource when its turn comes,
 * which may be after the write of another.
 */
export const besidesInput = "besides";

/** A set as a program writes it; unchecked. */
export interface Beside {
  name: ResourceName;
  inputs: object;
}

/** Whether any part of a set is secret: the engine passes secrets to a provider in clear. */
export const secretInput = "hasSecret";

/** The address at which the engine is asked for the state of the stack. */
export const runInput = "runAddress";

export interface RunAddress {
  /** Of the engine's resource monitor, for gRPC. */
  monitor: string;
  /** The stack, with its organization and project. */
  stack: string;
}
