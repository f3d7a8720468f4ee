import type { ResourceName } from "../handlers/declaration.js";

/** Constructors pass these to check, which removes them. */
export interface HiddenInputs {
  /** The engine passes no name to a dynamic provider. */
  resourceName?: ResourceName;
  /** Other sets of the configuration: the engine may check them after this one's write. May be unknown. */
  besides?: readonly Beside[] | string;
  /** Whether any part is secret: the engine passes secrets in clear. */
  hasSecret?: boolean;
  runAddress?: RunAddress;
}

export interface Beside {
  name: ResourceName;
  inputs: Readonly<Record<string, unknown>>;
}

export interface RunAddress {
  monitor: string;
  stack: string;
}
