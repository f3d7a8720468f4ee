import type { CommandOption, OptionValues } from "./command.js";
import { readNumber } from "./readOptions.js";

/** Options of every command that reads a tenant. */
export const expectationOptions = {
  "at-least": {
    value: "N",
    meaning: "Fails when fewer configurations are found, and writes nothing.",
  },
  continue: {
    meaning:
      "Goes on where Graph answers 403 or 404 of one object, lists what is missing, and exits with 4.",
  },
} as const satisfies Readonly<Record<string, CommandOption>>;

export function readAtLeast(values: OptionValues): number {
  return readNumber(values, "at-least", { least: 1 }) ?? 0;
}

/** Intune lists only what the scope tags of the identity allow: an empty list does not prove an empty tenant. */
const possibleReasons =
  "Intune lists only configurations that the scope tags of the identity allow: check these, and that the tenant and the cloud are the right ones";

/** @throws Error when fewer were found than expected. Otherwise a warning, where there is none. */
export function checkCount(found: number, atLeast: number): string | undefined {
  const what = found === 1 ? "1 configuration" : `${found} configurations`;
  if (found < atLeast)
    throw new Error(
      `Found ${what}, fewer than the ${atLeast} of --at-least. Nothing was written. ${possibleReasons}.`,
    );
  return found > 0
    ? undefined
    : `Found no configurations. ${possibleReasons}. --at-least 1 makes this a failure.`;
}

/** Why nothing fits what was asked for by `--name` or `--ids`. */
export function describeNoMatch(option: string, listed: number): string {
  const there =
    listed === 0 ? "The list of configurations is empty" : `None of ${listed} configurations fits`;
  return `${option} fits nothing. ${there}. Nothing was written. ${possibleReasons}.`;
}
