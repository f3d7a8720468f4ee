import type { dynamic } from "@pulumi/pulumi";
import type { Problem } from "../domain/problem.js";
import { toMessage } from "../domain/readable.js";

/**
 * A problem as the engine prints it. Beside a property's name the engine prints the property's value: of `payload` some 10 kB
 * of base64, and of an inner property always `{<nil>}`. There, the reason names the property.
 */
export function toCheckFailure({ path, reason }: Problem): dynamic.CheckFailure {
  const isShown = path !== "payload" && !/[.[]/.test(path);
  const told = toMessage(isShown ? reason : `${path} ${reason}`);
  return { property: isShown ? path : "", reason: told };
}
