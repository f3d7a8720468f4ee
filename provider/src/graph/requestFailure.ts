import { ProcessFailure } from "./processFailure.js";
import { GraphError } from "./graphError.js";

export type RequestFailure = GraphError | ProcessFailure;

export function isRequestFailure(error: unknown): error is RequestFailure {
  return error instanceof GraphError || error instanceof ProcessFailure;
}
