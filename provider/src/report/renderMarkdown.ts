import { escapeMarkdown, showName } from "../domain/readable.js";
import { createNames, describeAudience, type Names } from "./audience.js";
import { describeDaysLeft, type ReportedConfiguration } from "./reportedConfiguration.js";
import { join } from "./names.js";
import { describeCertificate, describeHead, listSections, withToday } from "./sections.js";
import type { Section } from "./sections.js";
import type { TenantReport } from "./tenantReport.js";

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
    `${describeHead(report).map(escapeMarkdown).join(". ")}.`,
    ...(report.portalUrl === null ? [] : [`[portal]: ${report.portalUrl}`]),
  ];
  const sections = listSections(report, names).map((section): Rows => {
    const rank = section.id === "assignments" ? 3 : 1;
    const rows = section.items.map(({ name, words }) => ({
      rank,
      text: `- ${join(": ", [`**${escapeMarkdown(name)}**`, escapeMarkdown(words)])}`,
    }));
    return { ...section, rows: section.id === "expiries" ? listExpiries(report, names) : rows };
  });
  const kept = new Set<Row>();
  const render = (): string =>
    [...head, ...sections.flatMap((section) => renderSection(section, kept))].join("\n\n") + "\n";
  // All but the rows has about the same size, whichever stay.
  let left = mostBytes - Buffer.byteLength(render());
  for (const row of sections.flatMap(({ rows }) => rows).toSorted((a, b) => a.rank - b.rank)) {
    left -= Buffer.byteLength(row.text) + 1;
    if (left < 0) break;
    kept.add(row);
  }
  return render();
}

function renderSection({ title, rows, none, id }: Rows, kept: ReadonlySet<Row>): string[] {
  const shown = rows.filter((row) => kept.has(row)).map(({ text }) => text);
  const note =
    `**${rows.length - shown.length} left out**, because a job's summary has a limit: ` +
    "`pulumi-intune-provisioning report --output report.html` shows all.";
  return [
    `## ${title}`,
    ...(shown.length < rows.length ? [note] : []),
    ...(rows.length === 0 ? [none] : []),
    ...(shown.length > 0 ? [(id === "expiries" ? tableHead : "") + shown.join("\n")] : []),
  ];
}

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const columns = ["Ends", "State", "Days", "Profile", "Id", "Given to"];
const tableHead = `${line(columns)}\n${line(columns.map(() => "---"))}\n`;

const ranks = { expired: 0, expiring: 0, unknown: 1, valid: 2 } as const;

function listExpiries(report: TenantReport, names: Names): Row[] {
  const rowOf = (one: ReportedConfiguration): Row => {
    const certificate = describeCertificate(one);
    const cells = [
      join(" ", [one.endDateTime?.slice(0, 10) ?? "", certificate && `(${certificate})`]),
      one.state,
      describeDaysLeft(one),
      escapeMarkdown(showName(one.displayName)),
      report.portalUrl === null ? one.id : `[${one.id}][portal]`,
      escapeMarkdown(describeAudience(one, names)),
    ];
    return { rank: ranks[one.state], text: line(cells) };
  };
  const day = `**${report.generatedDateTime.slice(0, 10)}**`;
  const today = { rank: 0, text: line([day, "**today**", "", "", "", ""]) };
  return withToday(report, rowOf, today);
}
