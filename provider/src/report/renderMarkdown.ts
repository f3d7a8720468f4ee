import { escapeMarkdown } from "../domain/escapeMarkdown.js";
import { buildMatrix, cutMatrix, type Matrix, type MatrixCell } from "./assignmentMatrix.js";
import { describeAudience } from "./describeAudience.js";
import { describeDaysLeft } from "./expiry.js";
import { describeCounts, describeOrigin } from "./reportWords.js";
import { showName } from "../domain/showName.js";
import type { ReportedConfiguration, TenantReport } from "./tenantReport.js";

/** Wider tables than that are scrolled rather than read where Markdown is shown. */
const columnsPerPiece = 8;

/** The report in GitHub's Markdown, for a wiki, an issue or the summary of a pipeline's job. */
export function renderMarkdown(report: TenantReport): string {
  const none = "None.";
  return (
    [
      "# iOS app provisioning profiles in Intune",
      `${describeOrigin(report)}. ${describeCounts(report)}.`,
      "## When they expire",
      report.configurations.length === 0 ? none : tabulateExpiries(report),
      "## Who gets what",
      ...tabulateAssignments(report),
      "## Assigned to nobody",
      report.unassigned.map(({ displayName }) => `- ${escapeName(displayName)}`).join("\n") || none,
      "## Groups that no longer exist",
      listMissingGroups(report) || none,
      "",
    ]
      .join("\n\n")
      .trimEnd() + "\n"
  );
}

/** A name as text in a cell: nothing of it is read as Markdown, HTML or the end of the cell. */
export function escapeName(name: string): string {
  return escapeMarkdown(showName(name));
}

function tabulateExpiries(report: TenantReport): string {
  const row = (one: ReportedConfiguration): string[] => [
    one.expirationDateTime?.slice(0, 10) ?? "",
    one.state,
    describeDaysLeft(one),
    escapeName(one.displayName),
    one.payloadFileName === null ? "" : escapeName(one.payloadFileName),
    String(one.version ?? ""),
    describeAudience(one),
  ];
  const today = [`**${report.generatedDateTime.slice(0, 10)}**`, "**today**", "", "", "", "", ""];
  const isPast = ({ state }: ReportedConfiguration): boolean => state === "expired";
  return tabulate(
    ["Expires", "State", "Days", "Profile", "File", "Version", "Given to"],
    [
      ...report.configurations.filter(isPast).map(row),
      today,
      ...report.configurations.filter((one) => !isPast(one)).map(row),
    ],
  );
}

function tabulateAssignments(report: TenantReport): string[] {
  const pieces = cutMatrix(buildMatrix(report), columnsPerPiece);
  if (pieces.length === 0) return ["Nothing is assigned to anybody."];
  return ["✔ included, ✖ excluded, ƒ with a filter.", ...pieces.map(tabulatePiece)];
}

function tabulatePiece({ columns, rows }: Matrix): string {
  return tabulate(
    ["Profile", ...columns.map(({ label }) => escapeName(label))],
    rows.map(({ displayName, cells }) => [
      escapeName(displayName),
      ...columns.map(({ key }) => markCell(cells.get(key))),
    ]),
  );
}

function markCell(cell: MatrixCell | undefined): string {
  if (cell === undefined) return "";
  return (cell.effect === "included" ? "✔" : "✖") + (cell.isFiltered ? " ƒ" : "");
}

function listMissingGroups({ missingGroups }: TenantReport): string {
  return missingGroups
    .map(({ id, configurations }) => {
      const names = configurations.map(({ displayName }) => escapeName(displayName));
      return `- \`${escapeName(id)}\` in ${names.join(", ")}`;
    })
    .join("\n");
}

function tabulate(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
