import { styleText } from "node:util";
import { createNames, describeStatuses } from "./describeAudience.js";
import { describeCounts, describeOrigin, listSections, withToday } from "./describeReport.js";
import { describeDaysLeft } from "./expiry.js";
import { describeSelection } from "./selection.js";
import { showName } from "../domain/readable.js";
import type { ReportedConfiguration, TenantReport } from "./tenantReport.js";

type Format = Parameters<typeof styleText>[0];
type Style = (format: Format, text: string) => string;

export interface TextOptions {
  isColoured: boolean;
}

export function renderText(report: TenantReport, { isColoured }: TextOptions): string {
  const style: Style = (format, text) =>
    isColoured ? styleText(format, text, { validateStream: false }) : text;
  const sections = listSections(report, createNames(report)).map(({ id, title, items, none }) => {
    const lines =
      id === "expiries"
        ? listExpiries(report, style)
        : items.map(({ name, words }) => (words === "" ? name : `${name}: ${words}`));
    return { title, lines: lines.length === 0 ? [none] : lines };
  });
  return [
    style("bold", "iOS app provisioning profiles in Intune"),
    describeOrigin(report),
    ...describeSelection(report),
    ...(report.portalUrl === null ? [] : [`In the portal: ${report.portalUrl}`]),
    describeCounts(report),
    ...sections.flatMap(({ title, lines }) => [
      "",
      style(["bold", "underline"], title),
      "",
      ...lines.map((line) => `  ${line}`),
    ]),
    "",
  ].join("\n");
}

const styles = { expired: "red", expiring: "yellow", valid: "green", unknown: "dim" } as const;

/** Names, of unknown width in a terminal, follow the aligned columns. */
function listExpiries(report: TenantReport, style: Style): string[] {
  const today = style("cyan", `${report.generatedDateTime.slice(0, 10)}  ──────── today ────────`);
  const row = (one: ReportedConfiguration): string =>
    [
      one.endDateTime?.slice(0, 10) ?? "no date   ",
      style(styles[one.state], one.state.padEnd(8)),
      (one.daysLeft === null ? "" : describeDaysLeft(one)).padStart(13),
      showName(one.displayName),
      style("dim", one.id),
      ...(one.endsFirst === "certificate"
        ? [`(its certificate; the profile on ${one.expirationDateTime?.slice(0, 10) ?? ""})`]
        : []),
      ...(one.statuses === undefined ? [] : [describeStatuses(one)]),
    ].join("  ");
  return withToday(report, { row, today });
}
