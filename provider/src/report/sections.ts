import { showName } from "../domain/readable.js";
import { describeWho, type Names } from "./audience.js";
import { countWords } from "../domain/values.js";
import { compareNames, join, type Named } from "./names.js";
import { isRead } from "./reportedConfiguration.js";
import type { ReportedAssignment, ReportedConfiguration } from "./reportedConfiguration.js";
import type { TenantReport } from "./tenantReport.js";

export interface Section {
  id: "changes" | "expiries" | "assignments" | "unassigned" | "missingGroups";
  title: string;
  /** Of a profile or a group; `words` may be empty. None for `expiries`, which each format lays out itself. */
  items: readonly { profileId?: string; name: string; words: string }[];
  /** Shown for an empty list. */
  none: string;
}

export function listSections(report: TenantReport, names: Names): Section[] {
  const { changes, configurations, selection } = report;
  const given = configurations.filter((one) => one.assignments.length > 0 || !isRead(one));
  const unlessAllRead = (words: string) => (configurations.every(isRead) ? "" : words);
  const sections: Section[] = [
    ...(changes === null ? [] : [describeChanges(changes, names)]),
    {
      id: "expiries",
      title: "When they expire",
      items: [],
      none:
        selection === null
          ? "The tenant has no iOS app provisioning configurations."
          : "No profile fits.",
    },
    {
      id: "assignments",
      title: "Who gets what",
      items: given.toSorted(compareNames).map((one) => itemOf(names, one, describeWho(one, names))),
      none: "Nothing is assigned to anybody.",
    },
    {
      id: "unassigned",
      title: "Assigned to nobody",
      items: report.unassigned.map((one) => itemOf(names, one, "")),
      none: `Every profile${unlessAllRead(" whose assignments could be read")} is assigned to somebody.`,
    },
    {
      // Intune keeps an entry of a deleted group until someone removes it.
      id: "missingGroups",
      title: "Groups that no longer exist",
      items: report.missingGroups.map((group) => ({
        name: group.id,
        words: `in ${group.configurations.map(names.profile).join(", ")}`,
      })),
      none: `No assignment${unlessAllRead(" that could be read")} names a group that is gone.`,
    },
  ];
  const isEmpty = configurations.length === 0;
  return sections.filter(({ id }) => !isEmpty || id === "changes" || id === "expiries");
}

function itemOf(names: Names, profile: Named, words: string) {
  return { profileId: profile.id, name: names.profile(profile), words };
}

/** Losses come first. */
function describeChanges(changes: NonNullable<TenantReport["changes"]>, names: Names): Section {
  const who = (assignments: ReportedAssignment[], nobody = "nobody"): string =>
    describeWho({ assignments }, names, { mostNames: 3, nobody });
  const entries = (what: string, some: ReportedAssignment[]): string =>
    some.length > 0 ? `entries ${what}: ${who(some, "")}` : "";
  const day = (dateTime: string | null): string => dateTime?.slice(0, 10) ?? "no date";
  return {
    id: "changes",
    title: `What changed since ${describeDate(changes.sinceDateTime)}`,
    items: [
      ...changes.gone.map((one) =>
        itemOf(names, one, `gone: was given to ${who(one.assignments)}`),
      ),
      ...changes.changedSets.map((one) =>
        itemOf(names, one, join("; ", [entries("gone", one.lost), entries("new", one.gained)])),
      ),
      ...changes.new.map((one) => itemOf(names, one, `new: given to ${who(one.assignments)}`)),
      ...changes.renewed.map((one) => {
        const ends = `${day(one.fromDateTime)} is now ${day(one.toDateTime)}`;
        return itemOf(names, one, `renewed: ${ends}; given to ${who(one.assignments)}`);
      }),
      ...changes.notCompared.map((one) =>
        itemOf(names, one, "not compared: who gets it could not be read"),
      ),
    ],
    none: "Nothing.",
  };
}

const longDate = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** As `25 November 2026`. */
export function describeDate(dateTime: string): string {
  return longDate.format(Date.parse(dateTime));
}

/** What stands above the sections, a line each. */
export function describeHead(report: TenantReport): string[] {
  return [describeOrigin(report), ...describeSelection(report), describeCounts(report)];
}

/** As `Tenant 7f1c…, read on 25 November 2026 at 02:48 UTC`. */
function describeOrigin({ tenantId, generatedDateTime, groups }: TenantReport): string {
  const tenant = tenantId === null ? "Read" : `Tenant ${tenantId}, read`;
  const time = `${describeDate(generatedDateTime)} at ${generatedDateTime.slice(11, 16)} UTC`;
  const unread = groups.filter(({ state }) => state === "unreadable");
  const unreadable = unread.length > 0 && countWords(unread.length, "group");
  const why = "could not be looked up: the identity that signed in may not read groups";
  return join("; ", [`${tenant} on ${time}`, unreadable ? `${unreadable} ${why}` : ""]);
}

/** As `Only 3 of 12 profiles: name contains "a"`. */
export function describeSelection({ selection, counts }: TenantReport): string[] {
  if (selection === null) return [];
  const { name, group, expiresWithinDays, listed } = selection;
  const conditions = [
    name === null ? "" : `name contains "${showName(name)}"`,
    group === null ? "" : `assigned to a group that is or contains "${showName(group)}"`,
    expiresWithinDays === null
      ? ""
      : `ends within ${countWords(expiresWithinDays, "day")}, or no date`,
  ];
  const some = counts.configurations === 0 ? "None" : `Only ${counts.configurations}`;
  return [`${some} of ${countWords(listed, "profile")}: ${join(", ", conditions)}`];
}

/** All profiles, their states, then what else is wrong. */
export function listCounts({ counts, warnDays }: TenantReport) {
  const labels = [
    ["configurations", counts.configurations === 1 ? "profile" : "profiles"],
    ["expired", "expired"],
    ["expiring", `expiring within ${countWords(warnDays, "day")}`],
    ["valid", "valid"],
    ["unknown", "without a date"],
    ["unassigned", "assigned to nobody"],
    ["missingGroups", counts.missingGroups === 1 ? "deleted group" : "deleted groups"],
  ] as const;
  return labels.map(([key, label]) => ({ key, label, count: counts[key] }));
}

/** As `14 profiles: 2 expired, 12 valid, 1 assigned to nobody`. */
export function describeCounts(report: TenantReport): string {
  const [total = "", ...parts] = listCounts(report)
    .filter(({ key, count }) => count > 0 || key === "configurations")
    .map(({ label, count }) => `${count} ${label}`);
  return join(": ", [total, parts.join(", ")]);
}

/** As `certificate; profile 2027-03-01`, if its certificate ends first. */
export function describeCertificate({ endsFirst, expirationDateTime }: ReportedConfiguration) {
  return endsFirst === "certificate"
    ? `certificate; profile ${expirationDateTime?.slice(0, 10) ?? ""}`
    : "";
}

/** If sorted by expiry, `today` stands behind the expired profiles. */
export function withToday<Row>(
  { configurations, sortedBy }: TenantReport,
  rowOf: (one: ReportedConfiguration) => Row,
  today: Row,
): Row[] {
  const rows = configurations.map(rowOf);
  const past = configurations.filter(({ state }) => state === "expired").length;
  return sortedBy === "expiry" && rows.length > 0 ? rows.toSpliced(past, 0, today) : rows;
}
