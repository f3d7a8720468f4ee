import { showName } from "../domain/showName.js";
import { describeChange, listChanges } from "./describeChanges.js";
import { describeStatuses, describeWho } from "./describeAudience.js";
import { createNames } from "./names.js";
import type { ReportedConfiguration, TenantReport } from "./tenantReport.js";

type Cell = string | number | null | undefined;

/** The profiles as RFC 4180 has it, a row each. With `--since` what changed is a column, and what is gone has rows too. */
export function renderCsv(report: TenantReport): string {
  const names = createNames(report);
  const changes = listChanges(report);
  const columns: Record<string, (one: ReportedConfiguration) => Cell> = {
    ...basics,
    // All groups: a table has room.
    givenTo: (one) => describeWho(one, { names, mostNames: Infinity }),
    portalUrl: () => report.portalUrl,
    ...(report.configurations.some(({ statuses }) => statuses !== undefined) && {
      devices: ({ statuses }) => statuses?.deviceCount,
      statuses: ({ statuses }) => describeStatuses(statuses),
    }),
    ...(report.changes && {
      change: ({ id }) =>
        changes
          .filter(({ profile }) => profile.id === id)
          .map((change) => describeChange(change, names))
          .join("; "),
    }),
  };
  const gone = changes.filter(({ kind }) => kind === "gone");
  const rows = [
    Object.keys(columns),
    ...report.configurations.map((one) => Object.values(columns).map((cellOf) => cellOf(one))),
    ...gone.map((change) =>
      Object.keys(columns).map((column): Cell => {
        if (column === "change") return describeChange(change, names);
        if (column === "displayName") return showName(change.profile.displayName);
        return column === "id" ? change.profile.id : null;
      }),
    ),
  ];
  return rows.map((cells) => `${cells.map(writeCell).join(",")}\r\n`).join("");
}

const basics: Readonly<Record<string, (one: ReportedConfiguration) => Cell>> = {
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
};

/** Spreadsheets take a text that begins so for a formula: https://owasp.org/www-community/attacks/CSV_Injection. */
const formula = /^[=+\-@\t\r]/u;

function writeCell(cell: Cell): string {
  if (typeof cell !== "string") return String(cell ?? "");
  const text = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
