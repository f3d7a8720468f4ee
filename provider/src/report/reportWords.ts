import type { ReportCounts, ReportedConfiguration, TenantReport } from "./tenantReport.js";

const longDate = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** As `25 November 2026`. */
export function describeDate(dateTime: string): string {
  return longDate.format(Date.parse(dateTime));
}

/** As `Tenant 7f1c…, read on 25 November 2026 at 02:48 UTC`. */
export function describeOrigin({ tenantId, generatedDateTime }: TenantReport): string {
  const tenant = tenantId === null ? "Read" : `Tenant ${tenantId}, read`;
  return `${tenant} on ${describeDate(generatedDateTime)} at ${generatedDateTime.slice(11, 16)} UTC`;
}

/** A count and the words after it. */
export interface CountWords {
  key: keyof ReportCounts;
  label: string;
  count: number;
}

/** Each count with its words, in the order in which a reader needs them. The first four add up to all profiles. */
export function listCounts({ counts, warnDays }: TenantReport): CountWords[] {
  const days = warnDays === 1 ? "1 day" : `${warnDays} days`;
  const labels: [keyof ReportCounts, string][] = [
    ["expired", "expired"],
    ["expiring", `expiring within ${days}`],
    ["valid", "valid"],
    ["unknown", "without a date"],
    ["unassigned", "assigned to nobody"],
    ["missingGroups", counts.missingGroups === 1 ? "deleted group" : "deleted groups"],
  ];
  return labels.map(([key, label]) => ({ key, label, count: counts[key] }));
}

/** As `14 profiles: 2 expired, 12 valid; 1 assigned to nobody`, without what there is none of. */
export function describeCounts(report: TenantReport): string {
  const { configurations } = report.counts;
  const all = listCounts(report);
  const join = (some: readonly CountWords[]): string =>
    some
      .filter(({ count }) => count > 0)
      .map(({ label, count }) => `${count} ${label}`)
      .join(", ");
  const total = `${configurations} ${configurations === 1 ? "profile" : "profiles"}`;
  const parts = [join(all.slice(0, 4)), join(all.slice(4))].filter((part) => part !== "");
  return [total, parts.join("; ")].filter((part) => part !== "").join(": ");
}

/** The rows of all profiles. Where they stand by their ends, today stands between what has ended and what has not. */
export function withToday<Row>(
  { configurations, sortedBy }: TenantReport,
  { row, today }: { row: (one: ReportedConfiguration) => Row; today: Row },
): Row[] {
  const rows = configurations.map(row);
  if (sortedBy !== "expiry" || rows.length === 0) return rows;
  const past = configurations.filter(({ state }) => state === "expired").length;
  return [...rows.slice(0, past), today, ...rows.slice(past)];
}
