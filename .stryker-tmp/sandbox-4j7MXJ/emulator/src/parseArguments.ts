// @ts-nocheck
import { parseArgs } from "node:util";
import type { EmulatorOptions } from "./emulatorOptions.js";

/** What the command line asks for. */
export interface CliArguments {
  readonly options: EmulatorOptions;
  /** Where to write the certificate of the authority. */
  readonly caFile: string | undefined;
  /** Whether the tenant starts without objects. */
  readonly isEmpty: boolean;
}

/** Options that take a number, with the setting each fills and its bounds. */
const numbers = {
  port: { setting: "port", min: 0, max: 65_535 },
  "https-port": { setting: "httpsPort", min: 0, max: 65_535 },
  latency: { setting: "latencyMs", min: 0, max: 600_000 },
  "page-size": { setting: "pageSize", min: 1, max: 1000 },
  seed: { setting: "seed", min: 0, max: 2 ** 32 - 1 },
} as const;

/** Reads the arguments; a mistake is answered as one line that names the option. */
export function parseArguments(
  args: readonly string[],
): CliArguments | { readonly problem: string } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: { type: "string" },
        "https-port": { type: "string" },
        latency: { type: "string" },
        "page-size": { type: "string" },
        seed: { type: "string" },
        ca: { type: "string" },
        empty: { type: "boolean" },
      },
    });
    return {
      options: readNumbers(values),
      caFile: values.ca,
      isEmpty: values.empty ?? false,
    };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { problem: error.message.split("\n").join(" ") };
  }
}

function readNumbers(values: Readonly<Record<string, string | boolean | undefined>>) {
  const settings = Object.entries(numbers).flatMap(([option, { setting, min, max }]) => {
    const text = values[option];
    if (typeof text !== "string") return [];
    const number = Number(text);
    if (/^\d+$/u.test(text) && number >= min && number <= max) return [[setting, number] as const];
    throw new RangeError(`--${option}: '${text}' is not a whole number from ${min} to ${max}.`);
  });
  return Object.fromEntries(settings);
}
