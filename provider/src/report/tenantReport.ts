import { compareCodeUnits, dayMs } from "../domain/values.js";
import { compareReports, nameOf, type EarlierReport } from "./compareReports.js";
import { compareNames, type Named } from "./names.js";
import { isRead, readTime, reportConfiguration } from "./reportedConfiguration.js";
import type { ReportedConfiguration } from "./reportedConfiguration.js";
import type { Selection, TenantReading } from "./tenantReading.js";

/**
 * What `report --format json` prints; docs/report.schema.json describes each property. Times are ISO 8601 in UTC, ids are
 * GUIDs in lower case, null means unknown. Later releases may add properties; none goes or changes its meaning without
 * another `schemaVersion`.
 */
export type TenantReport = ReturnType<typeof buildTenantReport>;

export interface ReportOptions {
  nowMs: number;
  /** A profile with at most this many days left is `expiring`. */
  warnDays: number;
  /** The reading is already limited to its `name` and `group`. */
  selection?: Selection;
  sortBy?: SortOrder;
  since?: EarlierReport | undefined;
}

/** All sections and counts cover the selection alone. */
export function buildTenantReport(reading: TenantReading, options: ReportOptions) {
  const { nowMs, warnDays, selection = {}, sortBy: sortedBy = "expiry", since } = options;
  const lastMs = nowMs + (selection.expiresWithin ?? Infinity) * dayMs;
  const configurations = reading.configurations
    .map((one) => reportConfiguration(one, reading.groupNames, options))
    .filter(({ endDateTime }) => (readTime(endDateTime) ?? -Infinity) <= lastMs)
    .sort(comparisons[sortedBy]);
  const groups = listGroups(configurations);
  const unassigned = configurations.filter(isUnassigned).map(nameOf);
  const missingGroups = groups
    .filter(({ state }) => state === "missing")
    .map(({ id }) => {
      const using = configurations.filter(({ assignments }) =>
        assignments.some(({ groupId }) => groupId === id),
      );
      return { id, configurations: using.map(nameOf) };
    });
  const countState = (wanted: ReportedConfiguration["state"]) =>
    configurations.filter(({ state }) => state === wanted).length;
  return {
    schemaVersion: 1 as const,
    tenantId: reading.tenantId ?? null,
    portalUrl: reading.portalUrl ?? null,
    selection: reportSelection(selection, reading.listed),
    generatedDateTime: new Date(nowMs).toISOString(),
    warnDays,
    counts: {
      expired: countState("expired"),
      expiring: countState("expiring"),
      valid: countState("valid"),
      unknown: countState("unknown"),
      configurations: configurations.length,
      unassigned: unassigned.length,
      missingGroups: missingGroups.length,
    },
    changes: since === undefined ? null : compareReports(since, configurations),
    sortedBy,
    configurations,
    groups,
    unassigned,
    missingGroups,
  };
}

/** Null without a selection. */
function reportSelection(selection: Selection, listed: number) {
  const { name = null, group = null, expiresWithin: expiresWithinDays = null } = selection;
  const isAll = name === null && group === null && expiresWithinDays === null;
  return isAll ? null : { name, group, expiresWithinDays, listed };
}

function listGroups(configurations: readonly ReportedConfiguration[]) {
  const entries = configurations.flatMap(({ assignments }) => assignments);
  const groups = entries.flatMap(({ groupId: id, groupDisplayName = null, groupState: state }) =>
    id === undefined || state === undefined ? [] : { id, displayName: groupDisplayName, state },
  );
  return [...new Map(groups.map((group) => [group.id, group])).values()].sort(compareNames);
}

/** Without entries, with exclusions alone, or for deleted groups alone. */
function isUnassigned(one: ReportedConfiguration): boolean {
  const isEmpty = one.assignments.every(
    ({ type, groupState }) => type === "exclusionGroupAssignmentTarget" || groupState === "missing",
  );
  return isEmpty && isRead(one);
}

type Compare = (a: ReportedConfiguration, b: ReportedConfiguration) => number;

const compareEnds: Compare = (a, b) => {
  const never = "~"; // after every date
  return compareCodeUnits(a.endDateTime ?? never, b.endDateTime ?? never) || compareNames(a, b);
};

const comparisons = {
  expiry: compareEnds,
  name: compareNames,
  group: (a, b) => compareNames(firstGroupOf(a), firstGroupOf(b)) || compareEnds(a, b),
} satisfies Record<string, Compare>;

export type SortOrder = keyof typeof comparisons;

export const sortOrders = Object.keys(comparisons) as SortOrder[];

/** Without a group, a stand-in that sorts last. */
function firstGroupOf({ assignments }: ReportedConfiguration): Named {
  const groups = assignments.flatMap(({ type, groupId: id = "", groupDisplayName = null }) =>
    type === "groupAssignmentTarget" ? [{ id, displayName: groupDisplayName }] : [],
  );
  return groups.sort(compareNames)[0] ?? { id: "~", displayName: null };
}
