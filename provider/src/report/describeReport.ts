import { countWords, describeWho, join, type Names } from "./describeAudience.js";
import { compareNames } from "./order.js";
import type {
  ConfigurationName,
  ReportChanges,
  ReportCounts,
  ReportedAssignment,
  ReportedConfiguration,
  TenantReport,
} from "./tenantReport.js";

export interface Section {
  id: "changes" | "expiries" | "assignments" | "unassigned" | "missingGroups";
  title: string;
  /** Empty for `expiries`, which each format lays out itself. */
  items: readonly SectionItem[];
  /** Shown for an empty list. */
  none: string;
  noun: string;
}

export interface SectionItem {
  /** Absent if the item is a group. */
  profileId?: string;
  name: string;
  /** May be empty. */
  words: string;
}

export function listSections(report: TenantReport, names: Names): Section[] {
  const { changes, configurations, unassigned, missingGroups } = report;
  const describe = (one: ConfigurationName, words: string): SectionItem => {
    return { profileId: one.id, name: names.profile(one), words };
  };
  const given = configurations.filter(
    ({ assignments, isForbidden, isNotFound }) =>
      assignments.length > 0 || isForbidden === true || isNotFound === true,
  );
  return [
    ...(changes === null ? [] : [describeChanges(changes, names, describe)]),
    {
      id: "expiries",
      title: "When they expire",
      items: [],
      none:
        report.selection === null
          ? "The tenant has no iOS app provisioning configurations."
          : "No profile fits.",
      noun: "profiles",
    },
    {
      id: "assignments",
      title: "Who gets what",
      items: given.toSorted(compareNames).map((one) => describe(one, describeWho(one, names))),
      none: "Nothing is assigned to anybody.",
      noun: "profiles",
    },
    {
      id: "unassigned",
      title: "Assigned to nobody",
      items: unassigned.map((one) => describe(one, "")),
      none: "Every profile is assigned to somebody.",
      noun: "profiles",
    },
    {
      // Intune keeps an entry of a deleted group until someone removes it.
      id: "missingGroups",
      title: "Groups that no longer exist",
      items: missingGroups.map((group) => ({
        name: group.id,
        words: `in ${group.configurations.map(names.profile).join(", ")}`,
      })),
      none: "No assignment names a group that is gone.",
      noun: "groups",
    },
  ];
}

/** Losses come first. */
function describeChanges(
  changes: ReportChanges,
  names: Names,
  describe: (one: ConfigurationName, words: string) => SectionItem,
): Section {
  const who = (assignments: ReportedAssignment[], nobody?: string): string =>
    describeWho({ assignments }, names, { mostNames: 3, ...(nobody !== undefined && { nobody }) });
  const day = (dateTime: string | null): string => dateTime?.slice(0, 10) ?? "no date";
  return {
    id: "changes",
    title: `What changed since ${describeDate(changes.sinceDateTime)}`,
    items: [
      ...changes.gone.map((one) => describe(one, `gone: was given to ${who(one.assignments)}`)),
      ...changes.changedSets.map((one) => {
        const lost = one.lost.length > 0 ? `entries gone: ${who(one.lost, "")}` : "";
        const gained = one.gained.length > 0 ? `entries new: ${who(one.gained, "")}` : "";
        return describe(one, join("; ", [lost, gained]));
      }),
      ...changes.new.map((one) => describe(one, `new: given to ${who(one.assignments)}`)),
      ...changes.renewed.map((one) => {
        const ends = `${day(one.fromDateTime)} is now ${day(one.toDateTime)}`;
        return describe(one, `renewed: ${ends}; given to ${who(one.assignments)}`);
      }),
      ...changes.notCompared.map((one) =>
        describe(one, "not compared: who gets it could not be read"),
      ),
    ],
    none: "Nothing.",
    noun: "changes",
  };
}

const longDate = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** As `25 November 2026`. */
export function describeDate(dateTime: string): string {
  return longDate.format(Date.parse(dateTime));
}

/** As `Tenant 7f1c…, read on 25 November 2026 at 02:48 UTC`. */
export function describeOrigin({ tenantId, generatedDateTime, groups }: TenantReport): string {
  const tenant = tenantId === null ? "Read" : `Tenant ${tenantId}, read`;
  const unreadable = groups.filter(({ state }) => state === "unreadable").length;
  const time = `${tenant} on ${describeDate(generatedDateTime)} at ${generatedDateTime.slice(11, 16)} UTC`;
  return unreadable === 0
    ? time
    : `${time}; ${countWords(unreadable, "group")} could not be looked up: the identity that signed in may not read groups`;
}

/** `describeCounts` relies on this order. */
export function listCounts({ counts, warnDays }: TenantReport) {
  const labels: [keyof ReportCounts, string][] = [
    ["configurations", counts.configurations === 1 ? "profile" : "profiles"],
    ["expired", "expired"],
    ["expiring", `expiring within ${countWords(warnDays, "day") || "0 days"}`],
    ["valid", "valid"],
    ["unknown", "without a date"],
    ["unassigned", "assigned to nobody"],
    ["missingGroups", counts.missingGroups === 1 ? "deleted group" : "deleted groups"],
  ];
  return labels.map(([key, label]) => ({ key, label, count: counts[key] }));
}

/** As `14 profiles: 2 expired, 12 valid; 1 assigned to nobody`. */
export function describeCounts(report: TenantReport): string {
  const [total, ...parts] = listCounts(report).map(({ key, label, count }) =>
    count > 0 || key === "configurations" ? `${count} ${label}` : "",
  );
  const details = join("; ", [join(", ", parts.slice(0, 4)), join(", ", parts.slice(4))]);
  return join(": ", [total ?? "", details]);
}

/** If sorted by expiry, `today` stands behind the expired profiles. */
export function withToday<Row>(
  { configurations, sortedBy }: TenantReport,
  { row, today }: { row: (one: ReportedConfiguration) => Row; today: Row },
): Row[] {
  const rows = configurations.map(row);
  const past = configurations.filter(({ state }) => state === "expired").length;
  return sortedBy === "expiry" && rows.length > 0 ? rows.toSpliced(past, 0, today) : rows;
}
