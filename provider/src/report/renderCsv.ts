import { showName } from "../domain/readable.js";
import { createNames, describeStatuses, describeWho } from "./describeAudience.js";
import { listSections } from "./describeReport.js";
import type { ReportedConfiguration, TenantReport } from "./tenantReport.js";

type Cell = string | number | null | undefined;

/** RFC 4180. With `--since`, profiles that are gone have rows too. */
export function renderCsv(report: TenantReport): string {
  const names = createNames(report);
  const changes = listSections(report, names).flatMap(({ id, items }) =>
    id === "changes" ? items : [],
  );
  const columns: Record<string, (one: ReportedConfiguration) => Cell> = {
    id: ({ id }) => id,
    displayName: ({ displayName }) => showName(displayName),
    state: ({ state }) => state,
    daysLeft: ({ daysLeft }) => daysLeft,
    endDateTime: ({ endDateTime }) => endDateTime,
    endsFirst: ({ endsFirst }) => endsFirst,
    expirationDateTime: ({ expirationDateTime }) => expirationDateTime,
    certificateExpirationDateTime: (one) => one.certificateExpirationDateTime,
    payloadFileName: ({ payloadFileName }) => payloadFileName && showName(payloadFileName),
    version: ({ version }) => version,
    givenTo: (one) => describeWho(one, names),
    portalUrl: () => report.portalUrl,
    ...(report.configurations.some(({ statuses }) => statuses !== undefined) && {
      devices: ({ statuses }) => statuses?.deviceCount,
      statuses: describeStatuses,
    }),
    ...(report.changes && {
      change: ({ id }) =>
        changes
          .filter(({ profileId }) => profileId === id)
          .map(({ words }) => words)
          .join("; "),
    }),
  };
  const gone = (report.changes?.gone ?? []).map(
    ({ id, displayName }): Readonly<Record<string, Cell>> => ({
      id,
      displayName: showName(displayName),
      change: changes.find(({ profileId }) => profileId === id)?.words,
    }),
  );
  const heads = Object.keys(columns);
  const rows = [
    heads,
    ...report.configurations.map((one) => Object.values(columns).map((cellOf) => cellOf(one))),
    ...gone.map((one) => heads.map((head) => one[head])),
  ];
  return rows.map((cells) => `${cells.map(writeCell).join(",")}\r\n`).join("");
}

/** Spreadsheets run such a text as a formula: https://owasp.org/www-community/attacks/CSV_Injection. */
const formula = /^[=+\-@\t\r]/u;

function writeCell(cell: Cell): string {
  if (typeof cell !== "string") return String(cell ?? "");
  const text = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
