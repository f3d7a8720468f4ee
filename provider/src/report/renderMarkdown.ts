import { escapeMarkdown } from "../domain/escapeMarkdown.js";
import { showName } from "../domain/showName.js";
import { buildMatrix, cutMatrix, type Matrix, type MatrixCell } from "./assignmentMatrix.js";
import { describeAudience } from "./describeAudience.js";
import { describeChange, listChanges, titleChanges } from "./describeChanges.js";
import { describeDaysLeft } from "./expiry.js";
import { fitSections, type Row, type Section } from "./fitSections.js";
import { createNames, type Names } from "./names.js";
import { describeCounts, describeOrigin, withToday } from "./reportWords.js";
import { describeSelection } from "./selection.js";
import type { ReportedConfiguration, TenantReport } from "./tenantReport.js";

/** Wider tables than that are scrolled rather than read where Markdown is shown. */
const columnsPerPiece = 8;

/** GitHub drops the summary of a step that has more than 1 MiB. */
const mostBytes = 1_000_000;

/** The report in GitHub's Markdown, for a wiki, an issue or the summary of a pipeline's job. */
export function renderMarkdown(report: TenantReport): string {
  const names = createNames(report);
  const list = (some: readonly { id: string; displayName: string }[]): Row[] =>
    some.map((one) => ({ text: `- ${escapeMarkdown(names.profile(one))}`, rank: 1 }));
  const head = [
    "# iOS app provisioning profiles in Intune",
    [describeOrigin(report), ...describeSelection(report).map(escapeMarkdown)].join(". ") +
      `. ${describeCounts(report)}.`,
    ...(report.portalUrl === null ? [] : [`[portal]: ${report.portalUrl}`]),
  ].join("\n\n");
  const sections: Section[] = [
    ...listChanged(report, names),
    listExpiries(report, names),
    listAssignments(report),
    {
      title: "## Assigned to nobody",
      rows: list(report.unassigned),
      none: "None.",
      noun: "profiles",
    },
    {
      title: "## Groups that no longer exist",
      rows: report.missingGroups.map(({ id, configurations }) => {
        const some = configurations.slice(0, mostUses).map(names.profile).map(escapeMarkdown);
        const others = configurations.length - some.length;
        const more = others > 0 ? ` and ${others} more` : "";
        return { text: `- \`${escapeName(id)}\` in ${some.join(", ")}${more}`, rank: 1 };
      }),
      none: "None.",
      noun: "groups",
    },
  ];
  const room = mostBytes - Buffer.byteLength(head) - 3;
  return `${head}\n\n${fitSections(sections, room)}\n`;
}

function listChanged(report: TenantReport, names: Names): Section[] {
  if (report.changes === null) return [];
  const rows = listChanges(report).map((change) => {
    const words = [names.profile(change.profile), describeChange(change, names)];
    return {
      text: `- **${escapeMarkdown(words[0] ?? "")}**: ${escapeMarkdown(words[1] ?? "")}`,
      rank: 1,
    };
  });
  const title = `## ${titleChanges(report.changes)}`;
  return [{ title, rows, none: "Nothing.", noun: "changes" }];
}

const mostUses = 20;

/** A name as text in a cell: nothing of it is read as Markdown, HTML or the end of the cell. */
export function escapeName(name: string): string {
  return escapeMarkdown(showName(name));
}

/** What ends is always shown, as far as there is room at all. */
const ranks = { expired: 0, expiring: 0, unknown: 1, valid: 2 } as const;

function listExpiries(report: TenantReport, names: Names): Section {
  const linkOf = (id: string): string => (report.portalUrl === null ? id : `[${id}][portal]`);
  const row = (one: ReportedConfiguration): Row => ({
    rank: ranks[one.state],
    text: line([
      describeEnd(one),
      one.state,
      describeDaysLeft(one),
      escapeName(one.displayName),
      linkOf(one.id),
      one.payloadFileName === null ? "" : escapeName(one.payloadFileName),
      String(one.version ?? ""),
      escapeMarkdown(describeAudience(one, names)),
    ]),
  });
  const today = {
    rank: 0,
    text: line([
      `**${report.generatedDateTime.slice(0, 10)}**`,
      "**today**",
      ...["", "", "", "", "", ""],
    ]),
  };
  return {
    title: "## When they expire",
    lead: heads(["Ends", "State", "Days", "Profile", "Id", "File", "Version", "Given to"]) + "\n",
    rows: withToday(report, { row, today }),
    none: "None.",
    noun: "profiles",
  };
}

function describeEnd({
  endDateTime,
  expirationDateTime,
  endsFirst,
}: ReportedConfiguration): string {
  const day = endDateTime?.slice(0, 10) ?? "";
  if (endsFirst !== "certificate") return day;
  return `${day} (certificate; profile ${expirationDateTime?.slice(0, 10) ?? ""})`;
}

function listAssignments(report: TenantReport): Section {
  const pieces = cutMatrix(buildMatrix(report), columnsPerPiece);
  return {
    title: "## Who gets what",
    lead: "✔ included, ✖ excluded, ƒ with a filter.\n\n",
    rows: pieces.flatMap(listPiece),
    none: "Nothing is assigned to anybody.",
    noun: "rows",
  };
}

/** The head of a table belongs to its first row. */
function listPiece({ columns, rows }: Matrix, piece: number): Row[] {
  const head = heads(["Profile", ...columns.map(({ label }) => escapeMarkdown(label))]);
  return rows.map(({ label, cells }, index) => {
    const marks = columns.map(({ key }) => markCell(cells.get(key)));
    const text = line([escapeMarkdown(label), ...marks]);
    return { rank: 3, text: index > 0 ? text : `${piece === 0 ? "" : "\n"}${head}\n${text}` };
  });
}

function markCell(cell: MatrixCell | undefined): string {
  if (cell === undefined) return "";
  return (cell.effect === "included" ? "✔" : "✖") + (cell.isFiltered ? " ƒ" : "");
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function heads(cells: readonly string[]): string {
  return `${line(cells)}\n${line(cells.map(() => "---"))}`;
}
