import type { DeviceStatus } from "../domain/configuration.js";
import { summarizeDeviceStatuses } from "../domain/deviceStatusSummary.js";
import { normalizeGuid } from "../domain/guid.js";
import { compareReports } from "./compareReports.js";
import { compareNames } from "./compareNames.js";
import { dayMs, findEnd, findExpiry, formatTime, readTime } from "./expiry.js";
import { reportAssignments } from "./reportAssignments.js";
import { comparisons } from "./sortProfiles.js";
import { reportSelection, type Selection } from "./selection.js";
import type { ReadConfiguration, TenantReading } from "./tenantReading.js";
import type {
  ConfigurationName,
  EarlierReport,
  MissingGroup,
  ReportCounts,
  ReportedConfiguration,
  ReportedGroup,
  ReportedStatuses,
  SortOrder,
  TenantReport,
} from "./tenantReport.js";

export interface ReportOptions {
  /** Milliseconds since the epoch. */
  nowMs: number;
  warnDays: number;
  /** The name and the group were looked for where the tenant was read. */
  selection?: Selection;
  sortBy?: SortOrder;
  /** What the tenant is compared with. */
  since?: EarlierReport | undefined;
}

/** Makes the report of what was read. The order of what was read means nothing. */
export function buildTenantReport(reading: TenantReading, options: ReportOptions): TenantReport {
  const { sortBy: sortedBy = "expiry" } = options;
  const configurations = reading.configurations
    .map((configuration) => reportConfiguration(configuration, reading, options))
    .filter(({ endDateTime }) => endsWithin(endDateTime, options))
    .sort(comparisons[sortedBy]);
  const groups = listGroups(configurations, reading);
  const unassigned = configurations.filter(isUnassigned).map(nameOf);
  const missingGroups = groups
    .filter(({ state }) => state === "missing")
    .map(({ id }) => findUses(id, configurations));
  return {
    schemaVersion: 1,
    tenantId: reading.tenantId ?? null,
    portalUrl: reading.portalUrl ?? null,
    selection: reportSelection(options.selection ?? {}, reading.listed),
    generatedDateTime: new Date(options.nowMs).toISOString(),
    warnDays: options.warnDays,
    counts: {
      ...countStates(configurations),
      configurations: configurations.length,
      unassigned: unassigned.length,
      missingGroups: missingGroups.length,
    },
    changes: options.since === undefined ? null : compareReports(options.since, { configurations }),
    sortedBy,
    configurations,
    groups,
    unassigned,
    missingGroups,
  };
}

function reportConfiguration(
  read: ReadConfiguration,
  { groups }: TenantReading,
  options: ReportOptions,
): ReportedConfiguration {
  const end = findEnd(read.expirationDateTime, { ...read, ...options });
  return {
    id: normalizeGuid(read.id),
    displayName: read.displayName,
    expirationDateTime: formatTime(readTime(read.expirationDateTime)),
    ...end,
    ...findExpiry(end.endDateTime, options),
    payloadFileName: read.payloadFileName ?? null,
    version: read.version ?? null,
    assignments: reportAssignments(read, groups),
    ...(read.statuses !== undefined && { statuses: reportStatuses(read.id, read.statuses) }),
    ...(read.isForbidden && { isForbidden: true }),
    ...(read.isNotFound && { isNotFound: true }),
  };
}

function reportStatuses(
  id: string,
  statuses: readonly DeviceStatus[] | null,
): ReportedStatuses | null {
  if (statuses === null) return null;
  const { counts, deviceCount, lastReportedDateTime } = summarizeDeviceStatuses(id, statuses);
  const present = Object.entries(counts).filter(([, count]) => count > 0);
  return { deviceCount, lastReportedDateTime, counts: Object.fromEntries(present) };
}

/** What has no date may end at any time. */
function endsWithin(endDateTime: string | null, { nowMs, selection }: ReportOptions): boolean {
  const endMs = readTime(endDateTime);
  if (selection?.expiresWithin === undefined || endMs === undefined) return true;
  return endMs <= nowMs + selection.expiresWithin * dayMs;
}

function listGroups(
  configurations: readonly ReportedConfiguration[],
  { groups }: TenantReading,
): ReportedGroup[] {
  const ids = new Set(
    configurations.flatMap(({ assignments }) =>
      assignments.flatMap(({ groupId }) => groupId ?? []),
    ),
  );
  return [...ids]
    .map((id): ReportedGroup => {
      const group = groups.get(id) ?? { state: "unreadable" };
      return {
        id,
        displayName: group.state === "found" ? group.displayName : null,
        state: group.state,
      };
    })
    .sort(compareNames);
}

function isUnassigned({ assignments, isForbidden, isNotFound }: ReportedConfiguration): boolean {
  const isEmpty = assignments.every(
    ({ type, groupState }) => type === "exclusionGroupAssignmentTarget" || groupState === "missing",
  );
  return isEmpty && !isForbidden && !isNotFound;
}

function findUses(id: string, configurations: readonly ReportedConfiguration[]): MissingGroup {
  const using = configurations.filter(({ assignments }) =>
    assignments.some(({ groupId }) => groupId === id),
  );
  return { id, configurations: using.map(nameOf) };
}

function nameOf({ id, displayName }: ReportedConfiguration): ConfigurationName {
  return { id, displayName };
}

function countStates(
  configurations: readonly ReportedConfiguration[],
): Pick<ReportCounts, "expired" | "expiring" | "valid" | "unknown"> {
  const counts = { expired: 0, expiring: 0, valid: 0, unknown: 0 };
  for (const { state } of configurations) counts[state] += 1;
  return counts;
}
