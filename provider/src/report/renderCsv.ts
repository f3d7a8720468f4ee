import { showName } from "../domain/readable.js";
import { createNames, describeStatuses, describeWho } from "./audience.js";
import { nameOf } from "./compareReports.js";
import type { ReportedConfiguration } from "./reportedConfiguration.js";
import { listSections } from "./sections.js";
import type { TenantReport } from "./tenantReport.js";

type Cell = string | number | null | undefined;

/** RFC 4180. With `--since`, profiles that are gone have rows too. */
export function renderCsv(report: TenantReport): string {
  const names = createNames(report);
  const items = listSections(report, names).find(({ id }) => id === "changes")?.items;
  const changes = new Map<string, string[]>();
  for (const { profileId = "", words } of items ?? [])
    changes.set(profileId, [...(changes.get(profileId) ?? []), words]);
  const hasStatuses = report.configurations.some(({ statuses }) => statuses !== undefined);
  const toRow = (one: Partial<ReportedConfiguration> & { id: string; displayName: string }) => ({
    id: one.id,
    displayName: showName(one.displayName),
    state: one.state,
    daysLeft: one.daysLeft,
    endDateTime: one.endDateTime,
    endsFirst: one.endsFirst,
    expirationDateTime: one.expirationDateTime,
    certificateExpirationDateTime: one.certificateExpirationDateTime,
    payloadFileName: one.payloadFileName && showName(one.payloadFileName),
    version: one.version,
    givenTo: one.assignments && describeWho({ ...one, assignments: one.assignments }, names),
    portalUrl: report.portalUrl,
    ...(hasStatuses && { devices: one.statuses?.deviceCount, statuses: describeStatuses(one) }),
    ...(items && { change: changes.get(one.id)?.join("; ") }),
  });
  const gone = report.changes?.gone.map(nameOf) ?? [];
  const rows = [...report.configurations, ...gone].map(toRow);
  const heads = Object.keys(toRow({ id: "", displayName: "" }));
  return [heads, ...rows.map((row): Cell[] => Object.values(row))]
    .map((cells) => `${cells.map(writeCell).join(",")}\r\n`)
    .join("");
}

/** Spreadsheets run such a text as a formula: https://owasp.org/www-community/attacks/CSV_Injection. */
const formula = /^[=+\-@\t\r]/u;

function writeCell(cell: Cell): string {
  if (typeof cell !== "string") return String(cell ?? "");
  const text = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
