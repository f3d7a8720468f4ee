import { toMessage } from "../domain/readable.js";
import { describeBug, isBug } from "../bug.js";
import { IncompleteError } from "../handlers/errors.js";

/** Runs, and throws instead of a failure what is made of it. */
export async function replaceFailure<T>(
  run: () => T | Promise<T>,
  replace: (failure: Error) => Error,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (isBug(error)) throw replace(new Error(describeBug(error)));
    throw replace(error instanceof Error ? error : new Error(String(error)));
  }
}

/** What the plugin takes a state from: the CLI then prints only `reasons`. */
interface ErrorWithState extends Error {
  id: string;
  properties: object;
  reasons: string[];
}

/** The form in which the plugin passes on a failure of create or update, with its state where it has one. */
export function toWriteError(failure: Error, addPointer: (state: object) => object): Error {
  const message = toMessage(failure.message);
  if (!(failure instanceof IncompleteError)) return Object.assign(failure, { message });
  const properties = addPointer(failure.state as object);
  const error: ErrorWithState = Object.assign(new Error(message), {
    id: failure.id,
    properties,
    reasons: [message],
  });
  return error;
}

/**
 * The form for every other verb. There the plugin also prints `${error}: ${error.stack}` by itself, under the stack and
 * without the resource: a line that only points to the message, which the engine prints with the resource.
 */
export function toOtherError({ message }: Error): Error {
  const error = new Error(toMessage(message));
  error.stack = "see the error of the resource.";
  error.toString = () => "Failed";
  return error;
}
