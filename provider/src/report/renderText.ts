import { styleText } from "node:util";
import { buildMatrix, cutMatrix, type Matrix, type MatrixCell } from "./assignmentMatrix.js";
import { describeStatuses } from "./describeAudience.js";
import { describeChange, listChanges, titleChanges } from "./describeChanges.js";
import { describeDaysLeft } from "./expiry.js";
import { createNames, type Names } from "./names.js";
import { describeCounts, describeOrigin, withToday } from "./reportWords.js";
import { describeSelection } from "./selection.js";
import { showName } from "../domain/showName.js";
import type { ExpiryState, ReportedConfiguration, TenantReport } from "./tenantReport.js";

export interface TextOptions {
  isColoured: boolean;
  /** Of the terminal, in characters. */
  width: number;
}

type Style = (format: Parameters<typeof styleText>[0], text: string) => string;

/** The report for a terminal. Names, whose width nobody knows, stand last on their lines. */
export function renderText(report: TenantReport, { isColoured, width }: TextOptions): string {
  const style: Style = (format, text) =>
    isColoured ? styleText(format, text, { validateStream: false }) : text;
  const names = createNames(report);
  const sections: [string, string[]][] = [
    ...(report.changes === null
      ? []
      : [
          [titleChanges(report.changes), listChangeLines(report, names)] satisfies [
            string,
            string[],
          ],
        ]),
    ["When they expire", listExpiries(report, style)],
    [
      "Who gets what   (+ included, - excluded, f with a filter)",
      listAssignments(report, { style, width }),
    ],
    ["Assigned to nobody", report.unassigned.map(names.profile)],
    ["Groups that no longer exist", listMissingGroups(report, names)],
  ];
  for (const [property, status] of [
    ["isForbidden", 403],
    ["isNotFound", 404],
  ] as const) {
    const unread = report.configurations.filter((one) => one[property]).map(names.profile);
    if (unread.length > 0) sections.push([`Who gets these could not be read (${status})`, unread]);
  }
  return [
    style("bold", "iOS app provisioning profiles in Intune"),
    describeOrigin(report),
    ...describeSelection(report),
    ...(report.portalUrl === null ? [] : [`In the portal: ${report.portalUrl}`]),
    describeCounts(report),
    ...sections.flatMap(([title, lines]) => [
      "",
      style(["bold", "underline"], title),
      "",
      ...(lines.length === 0 ? ["none"] : lines).map((line) => (line === "" ? "" : `  ${line}`)),
    ]),
    "",
  ].join("\n");
}

const stateStyles: Readonly<Record<ExpiryState, Parameters<typeof styleText>[0]>> = {
  expired: "red",
  expiring: "yellow",
  valid: "green",
  unknown: "dim",
};

function listExpiries(report: TenantReport, style: Style): string[] {
  const today = style("cyan", `${report.generatedDateTime.slice(0, 10)}  ──────── today ────────`);
  const line = (one: ReportedConfiguration): string => {
    const date = one.endDateTime?.slice(0, 10) ?? "no date   ";
    const state = style(stateStyles[one.state], one.state.padEnd(8));
    const left = one.daysLeft === null ? "" : describeDaysLeft(one);
    const id = style("dim", one.id);
    return `${date}  ${state}  ${left.padStart(13)}  ${showName(one.displayName)}  ${id}${describeProfileEnd(one)}${describeDevices(one)}`;
  };
  return withToday(report, { row: line, today });
}

function listChangeLines(report: TenantReport, names: Names): string[] {
  return listChanges(report).map(
    (change) => `${names.profile(change.profile)}: ${describeChange(change, names)}`,
  );
}

function describeProfileEnd({ endsFirst, expirationDateTime }: ReportedConfiguration): string {
  if (endsFirst !== "certificate") return "";
  return `  (its certificate; the profile on ${expirationDateTime?.slice(0, 10) ?? ""})`;
}

function describeDevices({ statuses }: ReportedConfiguration): string {
  return statuses === undefined ? "" : `  ${describeStatuses(statuses)}`;
}

const columnWidth = 4;
const widthOfNames = 40;

function listAssignments(
  report: TenantReport,
  { style, width }: { style: Style; width: number },
): string[] {
  const columns = Math.max(5, Math.floor((width - widthOfNames) / columnWidth));
  return cutMatrix(buildMatrix(report), columns).flatMap((piece, index) => [
    ...(index === 0 ? [] : [""]),
    ...listPiece(piece, style),
  ]);
}

/** The columns are lettered: what they stand for is said above them. */
function listPiece({ columns, rows }: Matrix, style: Style): string[] {
  const letters = columns.map((_, index) => letterOf(index));
  return [
    ...columns.map(({ label }, index) => `${letterOf(index).padStart(3)}  ${label}`),
    "",
    style("dim", letters.map((letter) => letter.padStart(columnWidth - 1)).join(" ")),
    ...rows.map(({ cells, label }) => {
      const marks = columns.map(({ key }) => mark(cells.get(key), style));
      return `${marks.join(" ")}   ${label}`;
    }),
  ];
}

/** A, B, … Z, AA, AB, … */
function letterOf(index: number): string {
  const last = String.fromCodePoint(65 + (index % 26));
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last;
}

function mark(cell: MatrixCell | undefined, style: Style): string {
  if (cell === undefined) return style("dim", "·".padStart(columnWidth - 1));
  const sign = (cell.effect === "included" ? "+" : "-") + (cell.isFiltered ? "f" : "");
  return style(cell.effect === "included" ? "green" : "red", sign.padStart(columnWidth - 1));
}

function listMissingGroups({ missingGroups }: TenantReport, names: Names): string[] {
  return missingGroups.flatMap(({ id, configurations }) => [
    id,
    ...configurations.map((one) => `  in ${names.profile(one)}`),
  ]);
}
