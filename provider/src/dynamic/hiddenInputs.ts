import type { ResourceName } from "../handlers/declaration.js";

/** An input that check takes out again: which resource it is asked of, which the engine does not tell a dynamic provider. */
export const nameInput = "resourceName";

/**
 * An input that check takes out again: the other sets that the program declares for the same configuration. The engine
 * checks a resource when its turn comes, which may be after the write of another.
 */
export const besidesInput = "besides";

/** A set as a program writes it; unchecked. */
export interface Beside {
  name: ResourceName;
  inputs: object;
}

/** An input that check takes out again: where the engine that runs the program is asked for the state of the stack. */
export const runInput = "runAddress";

export interface RunAddress {
  /** Of the engine's resource monitor, for gRPC. */
  monitor: string;
  /** The stack, with its organization and project. */
  stack: string;
}

/** An input that check takes out again: whether any part of a set is secret, of which the engine tells a provider nothing. */
export const secretInput = "hasSecret";
