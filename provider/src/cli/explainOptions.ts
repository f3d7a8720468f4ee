import { UsageError, type OptionValues } from "./command.js";

export const explanationFormats = ["text", "markdown", "json"] as const;

export type ExplanationFormat = (typeof explanationFormats)[number];

/** What `explain` was asked for. */
export interface ExplainOptions {
  /** Undefined for what is piped in. */
  file: string | undefined;
  format: ExplanationFormat;
  output: string | undefined;
  maxBytes: number | undefined;
  /** Says where all of it is. */
  whole: string | undefined;
  stateFile: string | undefined;
  groupsFile: string | undefined;
  looksUp: boolean;
}

const formatsByEnding: Readonly<Record<string, ExplanationFormat>> = {
  md: "markdown",
  markdown: "markdown",
  json: "json",
};

/** @throws UsageError that names the option. */
export function readExplainOptions(values: OptionValues): ExplainOptions {
  const file = readText(values, "FILE");
  const output = readText(values, "output");
  return {
    file: file === "-" ? undefined : file,
    format: readFormat(readText(values, "format"), output),
    output,
    maxBytes: readBytes(readText(values, "max-bytes")),
    whole: readText(values, "whole"),
    stateFile: readText(values, "state"),
    groupsFile: readText(values, "groups"),
    looksUp: values["look-up"] === true,
  };
}

function readText(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  if (value === "") throw new UsageError(`--${name} needs a value.`);
  return typeof value === "string" ? value : undefined;
}

function readFormat(text: string | undefined, output = ""): ExplanationFormat {
  if (text === undefined) {
    const ending = /\.([^./\\]+)$/.exec(output)?.[1] ?? "";
    return formatsByEnding[ending.toLowerCase()] ?? "text";
  }
  const format = explanationFormats.find((name) => name === text);
  if (format !== undefined) return format;
  throw new UsageError(
    `--format must be one of ${explanationFormats.join(", ")}, not ${JSON.stringify(text)}.`,
  );
}

function readBytes(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const bytes = /^\d+$/.test(text) ? Number(text) : 0;
  if (Number.isSafeInteger(bytes) && bytes > 0) return bytes;
  throw new UsageError(
    `--max-bytes must be a whole number of bytes from 1, not ${JSON.stringify(text)}.`,
  );
}
