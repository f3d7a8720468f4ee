import { ProcessFailure } from "./processFailure.js";
import { GraphError } from "./graphError.js";

/** Why a request came to nothing: what Graph or the way to it said, or what all requests of the process have in common. */
export type RequestFailure = GraphError | ProcessFailure;

export function isRequestFailure(error: unknown): error is RequestFailure {
  return error instanceof GraphError || error instanceof ProcessFailure;
}
