import type { OptionValues } from "./command.js";
import { readFormat, readNumber, readText } from "./readOptions.js";

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

/** @throws UsageError that names the option. */
export function readExplainOptions(values: OptionValues): ExplainOptions {
  const file = readText(values, "FILE");
  return {
    file: file === "-" ? undefined : file,
    format: readFormat(values, explanationFormats),
    output: readText(values, "output"),
    maxBytes: readNumber(values, "max-bytes", { what: "of bytes ", least: 1 }),
    whole: readText(values, "whole"),
    stateFile: readText(values, "state"),
    groupsFile: readText(values, "groups"),
    looksUp: values["look-up"] === true,
  };
}
