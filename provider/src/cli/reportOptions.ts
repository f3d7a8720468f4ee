import { UsageError, type OptionValues } from "./command.js";
import { readAtLeast } from "./expectFound.js";

export const formatNames = ["text", "html", "markdown", "json"] as const;

export type ReportFormat = (typeof formatNames)[number];

/** What `report` was asked for. */
export interface ReportCommandOptions {
  format: ReportFormat;
  output: string | undefined;
  warnDays: number;
  failsWhenExpiring: boolean;
  continues: boolean;
  /** Fewer configurations are a failure. */
  atLeast: number;
}

export const defaultWarnDays = 30;

const mostWarnDays = 3650;

const formatsByEnding: Readonly<Record<string, ReportFormat>> = {
  html: "html",
  htm: "html",
  md: "markdown",
  markdown: "markdown",
  json: "json",
};

/** @throws UsageError that names the option. */
export function readReportOptions(values: OptionValues): ReportCommandOptions {
  const output = readText(values, "output");
  if (output === "") throw new UsageError("--output needs the name of a file.");
  return {
    format: readFormat(readText(values, "format"), output),
    output,
    warnDays: readWarnDays(readText(values, "warn-days")),
    atLeast: readAtLeast(values),
    continues: values["continue"] === true,
    failsWhenExpiring: values["fail-when-expiring"] === true,
  };
}

function readText(values: OptionValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
}

function readFormat(text: string | undefined, output = ""): ReportFormat {
  if (text === undefined) {
    const ending = /\.([^./\\]+)$/.exec(output)?.[1] ?? "";
    return formatsByEnding[ending.toLowerCase()] ?? "text";
  }
  const format = formatNames.find((name) => name === text);
  if (format !== undefined) return format;
  throw new UsageError(
    `--format must be one of ${formatNames.join(", ")}, not ${JSON.stringify(text)}.`,
  );
}

function readWarnDays(text: string | undefined): number {
  if (text === undefined) return defaultWarnDays;
  const days = /^\d+$/.test(text) ? Number(text) : -1;
  if (days >= 0 && days <= mostWarnDays) return days;
  throw new UsageError(
    `--warn-days must be a whole number of days from 0 to ${mostWarnDays}, not ${JSON.stringify(text)}.`,
  );
}
