import type { ReportCounts, TenantReport } from "./tenantReport.js";

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

/** Each count with its words, in the order in which a reader needs them. */
export function listCounts({ counts, warnDays }: TenantReport): CountWords[] {
  return [
    { key: "expired", label: "expired" },
    { key: "expiring", label: `expiring within ${warnDays === 1 ? "1 day" : `${warnDays} days`}` },
    { key: "valid", label: "valid" },
    { key: "unknown", label: "without a date" },
    { key: "unassigned", label: "assigned to nobody" },
    { key: "missingGroups", label: "deleted groups" },
  ].map(({ key, label }) => ({
    key,
    label,
    count: counts[key as keyof ReportCounts],
  })) as CountWords[];
}

export interface CountWords {
  key: keyof ReportCounts;
  label: string;
  count: number;
}

/** As `14 profiles: 2 expired, 12 valid`, without what there is none of. */
export function describeCounts(report: TenantReport): string {
  const { configurations } = report.counts;
  const some = listCounts(report).filter(({ count }) => count > 0);
  const total = `${configurations} ${configurations === 1 ? "profile" : "profiles"}`;
  return [total, some.map(({ label, count }) => `${count} ${label}`).join(", ")]
    .filter((text) => text !== "")
    .join(": ");
}
