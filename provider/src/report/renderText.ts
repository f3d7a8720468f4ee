import { styleText } from "node:util";
import { showName } from "../domain/readable.js";
import { createNames, describeStatuses } from "./audience.js";
import { describeDaysLeft, type ReportedConfiguration } from "./reportedConfiguration.js";
import { join } from "./names.js";
import { describeCertificate, describeHead, listSections, withToday } from "./sections.js";
import type { TenantReport } from "./tenantReport.js";

type Style = (format: Parameters<typeof styleText>[0], text: string) => string;

export function renderText(report: TenantReport, { isColoured }: { isColoured: boolean }): string {
  const style: Style = (format, text) =>
    isColoured ? styleText(format, text, { validateStream: false }) : text;
  const sections = listSections(report, createNames(report)).flatMap((section) => {
    const items = section.items.map(({ name, words }) => join(": ", [name, words]));
    const lines = section.id === "expiries" ? listExpiries(report, style) : items;
    const shown = lines.length > 0 ? lines : [section.none];
    const title = style(["bold", "underline"], section.title);
    return ["", title, "", ...shown.map((line) => `  ${line}`)];
  });
  return [
    style("bold", "iOS app provisioning profiles in Intune"),
    ...describeHead(report),
    ...(report.portalUrl === null ? [] : [`In the portal: ${report.portalUrl}`]),
    ...sections,
    "",
  ].join("\n");
}

const styles = { expired: "red", expiring: "yellow", valid: "green", unknown: "dim" } as const;

/** Names, of unknown width in a terminal, follow the aligned columns. */
function listExpiries(report: TenantReport, style: Style): string[] {
  const today = style("cyan", `${report.generatedDateTime.slice(0, 10)}  ──────── today ────────`);
  const rowOf = (one: ReportedConfiguration): string => {
    const certificate = describeCertificate(one);
    return join("  ", [
      one.endDateTime?.slice(0, 10) ?? "no date   ",
      style(styles[one.state], one.state.padEnd(8)),
      (one.daysLeft === null ? "" : describeDaysLeft(one)).padStart(13),
      showName(one.displayName),
      style("dim", one.id),
      certificate && `(${certificate})`,
      describeStatuses(one),
    ]);
  };
  return withToday(report, rowOf, today);
}
