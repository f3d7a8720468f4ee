import type { Selection } from "../report/selection.js";
import { sortOrders, type SortOrder } from "../report/tenantReport.js";
import { UsageError, type OptionValues } from "./command.js";
import { readAtLeast } from "./expectFound.js";
import { readChoice, readFormat, readNumber, readText } from "./readOptions.js";

export const formatNames = ["text", "html", "markdown", "json", "csv"] as const;

export type ReportFormat = (typeof formatNames)[number];

/** What `report` was asked for. */
export interface ReportCommandOptions {
  format: ReportFormat;
  output: string | undefined;
  warnDays: number;
  selection: Selection;
  sortBy: SortOrder;
  /** A file with an earlier report. */
  since: string | undefined;
  withStatuses: boolean;
  failsWhenExpiring: boolean;
  /** Profiles without a readable date are a failure. */
  failsWhenUndated: boolean;
  continues: boolean;
  /** Fewer configurations are a failure. */
  atLeast: number;
}

export const defaultWarnDays = 30;

const days = { what: "of days ", most: 3650 };

/** @throws UsageError that names the option. */
export function readReportOptions(values: OptionValues): ReportCommandOptions {
  const selection = {
    name: readText(values, "name"),
    group: readText(values, "group"),
    expiresWithin: readNumber(values, "expires-within", days),
  };
  const since = readText(values, "since");
  if (since !== undefined && Object.values(selection).some((value) => value !== undefined))
    throw new UsageError(
      "--since compares all profiles: leave out --name, --group, --expires-within.",
    );
  return {
    format: readFormat(values, formatNames),
    output: readText(values, "output"),
    warnDays: readNumber(values, "warn-days", days) ?? defaultWarnDays,
    selection,
    since,
    withStatuses: values["with-statuses"] === true,
    sortBy: readChoice(values, "sort", sortOrders) ?? "expiry",
    atLeast: readAtLeast(values),
    continues: values["continue"] === true,
    failsWhenExpiring: values["fail-when-expiring"] === true,
    failsWhenUndated: values["fail-when-undated"] === true,
  };
}
