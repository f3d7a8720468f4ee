import { escapeMarkdown, showName } from "../domain/readable.js";
import { createNames, describeAudience, type Names } from "./describeAudience.js";
import {
  describeCounts,
  describeOrigin,
  listSections,
  withToday,
  type Section,
} from "./describeReport.js";
import { describeDaysLeft } from "./expiry.js";
import { describeSelection } from "./selection.js";
import type { ReportedConfiguration, TenantReport } from "./tenantReport.js";

/** GitHub drops a step's summary of more than 1 MiB. */
const mostBytes = 1_000_000;

/** If there is no room for all, rows of the lowest rank stay. */
interface Row {
  text: string;
  rank: number;
}

type Rows = Section & { rows: readonly Row[] };

export function renderMarkdown(report: TenantReport): string {
  const names = createNames(report);
  const head = [
    "# iOS app provisioning profiles in Intune",
    [describeOrigin(report), ...describeSelection(report).map(escapeMarkdown)].join(". ") +
      `. ${describeCounts(report)}.`,
    ...(report.portalUrl === null ? [] : [`[portal]: ${report.portalUrl}`]),
  ];
  const sections = listSections(report, names).map((section): Rows => {
    const rank = section.id === "assignments" ? 3 : 1;
    const rows = section.items.map(({ name, words }) => ({
      rank,
      text: `- **${escapeMarkdown(name)}**${words === "" ? "" : `: ${escapeMarkdown(words)}`}`,
    }));
    return { ...section, rows: section.id === "expiries" ? listExpiries(report, names) : rows };
  });
  const render = (kept?: ReadonlySet<Row>): string =>
    [...head, ...sections.flatMap((section) => renderSection(section, kept))].join("\n\n") + "\n";
  const all = sections.flatMap(({ rows }) => rows).toSorted((a, b) => a.rank - b.rank);
  // Everything besides the rows keeps its size, whichever stay.
  let left = mostBytes - Buffer.byteLength(render(new Set())) - Buffer.byteLength(tableHead);
  for (const [index, { text }] of all.entries()) {
    left -= Buffer.byteLength(text) + 2;
    if (left < 0) return render(new Set(all.slice(0, index)));
  }
  return render();
}

function renderSection(
  { id, title, rows, none, noun }: Rows,
  kept: ReadonlySet<Row> | undefined,
): string[] {
  const shown = rows.filter((row) => kept?.has(row) ?? true).map(({ text }) => text);
  const note =
    `**${rows.length - shown.length} ${noun} left out**, because a job's summary has a limit: ` +
    "`pulumi-intune-provisioning report --output report.html` shows all.";
  return [
    `## ${title}`,
    ...(shown.length < rows.length ? [note] : []),
    ...(rows.length === 0 ? [none] : []),
    ...(shown.length > 0 ? [(id === "expiries" ? tableHead : "") + shown.join("\n")] : []),
  ];
}

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const columns = ["Ends", "State", "Days", "Profile", "Id", "File", "Version", "Given to"];
const tableHead = `${line(columns)}\n${line(columns.map(() => "---"))}\n`;

const ranks = { expired: 0, expiring: 0, unknown: 1, valid: 2 } as const;

function listExpiries(report: TenantReport, names: Names): Row[] {
  const row = (one: ReportedConfiguration): Row => ({
    rank: ranks[one.state],
    text: line([
      describeEnd(one),
      one.state,
      describeDaysLeft(one),
      escapeName(one.displayName),
      report.portalUrl === null ? one.id : `[${one.id}][portal]`,
      one.payloadFileName === null ? "" : escapeName(one.payloadFileName),
      String(one.version ?? ""),
      escapeMarkdown(describeAudience(one, names)),
    ]),
  });
  const day = `**${report.generatedDateTime.slice(0, 10)}**`;
  const today = { rank: 0, text: line([day, "**today**", ...["", "", "", "", "", ""]]) };
  return withToday(report, { row, today });
}

/** Escapes Markdown, HTML and the end of a cell. */
export function escapeName(name: string): string {
  return escapeMarkdown(showName(name));
}

function describeEnd({ endDateTime, expirationDateTime, endsFirst }: ReportedConfiguration) {
  const [end = "", profile = ""] = [endDateTime, expirationDateTime].map((at) => at?.slice(0, 10));
  return endsFirst === "certificate" ? `${end} (certificate; profile ${profile})` : end;
}
