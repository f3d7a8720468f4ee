import { UsageError, type OptionValues } from "./command.js";

/** @throws UsageError where it is empty. */
export function readText(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  if (value === "") throw new UsageError(`--${name} needs a value.`);
  return typeof value === "string" ? value : undefined;
}

/** One of some words. @throws UsageError that lists them. */
export function readChoice<Choice extends string>(
  values: OptionValues,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const text = readText(values, name);
  const choice = choices.find((one) => one === text);
  if (text === undefined || choice !== undefined) return choice;
  throw new UsageError(
    `--${name} must be one of ${choices.join(", ")}, not ${JSON.stringify(text)}.`,
  );
}

const formatsByEnding: Readonly<Record<string, string>> = {
  htm: "html",
  html: "html",
  md: "markdown",
  markdown: "markdown",
  json: "json",
  csv: "csv",
};

/** As --format says, else as the ending of --output does, else text. */
export function readFormat<Format extends string>(
  values: OptionValues,
  formats: readonly Format[],
): Format | "text" {
  const ending = /\.([^./\\]+)$/.exec(readText(values, "output") ?? "")?.[1]?.toLowerCase();
  const implied = formats.find((format) => format === formatsByEnding[ending ?? ""]);
  return readChoice(values, "format", formats) ?? implied ?? "text";
}

/** A whole number. @throws UsageError that names the range. */
export function readNumber(
  values: OptionValues,
  name: string,
  { what = "", least = 0, most }: { what?: string; least?: number; most?: number },
): number | undefined {
  const text = readText(values, name);
  if (text === undefined) return undefined;
  const count = /^\d+$/.test(text) ? Number(text) : NaN;
  if (count >= least && count <= (most ?? Number.MAX_SAFE_INTEGER)) return count;
  const range = `from ${least}${most === undefined ? "" : ` to ${most}`}`;
  throw new UsageError(
    `--${name} must be a whole number ${what}${range}, not ${JSON.stringify(text)}.`,
  );
}
