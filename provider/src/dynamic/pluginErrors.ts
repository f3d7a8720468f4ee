import type { dynamic } from "@pulumi/pulumi";
import { describeBug, isBug } from "../bug.js";
import type { Problem } from "../domain/problem.js";
import { toMessage } from "../domain/readable.js";
import { IncompleteError } from "../handlers/errors.js";

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

/** For create and update. The plugin takes the state from `properties`; the CLI then prints only `reasons`. */
export function toWriteError(failure: Error, record: (state: object) => object): Error {
  const message = toMessage(failure.message);
  if (!(failure instanceof IncompleteError)) return Object.assign(failure, { message });
  const properties = record(failure.state as object);
  return Object.assign(new Error(message), { id: failure.id, properties, reasons: [message] });
}

/** For other verbs the plugin also prints `${error}: ${error.stack}`, without the resource. */
export function toOtherError({ message }: Error): Error {
  const error = new Error(toMessage(message));
  error.stack = "see the error of the resource.";
  error.toString = () => "Failed";
  return error;
}

/** The engine also prints the value, 10 kB of `payload`, and `{<nil>}` of an inner one: there the reason holds the path. */
export function toCheckFailure({ path, reason }: Problem): dynamic.CheckFailure {
  const isShown = path !== "payload" && !/[.[]/.test(path);
  const text = toMessage(isShown ? reason : `${path} ${reason}`);
  return { property: isShown ? path : "", reason: text };
}
