import type { dynamic } from "@pulumi/pulumi";
import { describeBug, isBug } from "../bug.js";
import type { Problem } from "../domain/problem.js";
import { toMessage } from "../domain/readable.js";
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

/** A failure of create or update. From one with `properties` the plugin takes the state; the CLI then prints `reasons` only. */
export function toWriteError(failure: Error, record: (state: object) => object): Error {
  const message = toMessage(failure.message);
  if (!(failure instanceof IncompleteError)) return Object.assign(failure, { message });
  const properties = record(failure.state as object);
  return Object.assign(new Error(message), { id: failure.id, properties, reasons: [message] });
}

/**
 * A failure of every other verb. The plugin prints `${error}: ${error.stack}` by itself too, without the resource: that line
 * only points to the message, which the engine prints with the resource.
 */
export function toOtherError({ message }: Error): Error {
  const error = new Error(toMessage(message));
  error.stack = "see the error of the resource.";
  error.toString = () => "Failed";
  return error;
}

/**
 * Beside a property's name the engine prints the property's value: of `payload` some 10 kB of base64, and of an inner property
 * always `{<nil>}`. There, the reason names the property.
 */
export function toCheckFailure({ path, reason }: Problem): dynamic.CheckFailure {
  const isShown = path !== "payload" && !/[.[]/.test(path);
  const told = toMessage(isShown ? reason : `${path} ${reason}`);
  return { property: isShown ? path : "", reason: told };
}
