import { summarizeDeviceStatuses, type DeviceStatus } from "../domain/deviceStatusSummary.js";
import { normalizeGuid } from "../domain/values.js";
import { isOlder, findMirrored, subtractEntries } from "../domain/entry.js";
import { compareReports, nameOf } from "./compareReports.js";
import { dayMs, findEnd, findExpiry, formatTime, readTime } from "./expiry.js";
import { compareNames, comparisons } from "./order.js";
import { reportSelection, type Selection } from "./selection.js";
import type { ReadConfiguration, TenantReading } from "./tenantReading.js";
import type {
  EarlierReport,
  ExpiryState,
  ReportedAssignment,
  ReportedConfiguration,
  ReportedGroup,
  ReportedStatuses,
  SortOrder,
  TenantReport,
} from "./tenantReport.js";

export interface ReportOptions {
  nowMs: number;
  warnDays: number;
  /** The reading is already limited to its `name` and `group`. */
  selection?: Selection;
  sortBy?: SortOrder;
  since?: EarlierReport | undefined;
}

export function buildTenantReport(reading: TenantReading, options: ReportOptions): TenantReport {
  const { sortBy: sortedBy = "expiry" } = options;
  const configurations = reading.configurations
    .map((configuration) => reportConfiguration(configuration, reading, options))
    .filter(({ endDateTime }) => endsWithin(endDateTime, options))
    .sort(comparisons[sortedBy]);
  const entries = configurations.flatMap(({ assignments }) => assignments);
  const groups = [...new Set(entries.flatMap(({ groupId }) => groupId ?? []))]
    .map((id) => reportGroup(id, reading))
    .sort(compareNames);
  const unassigned = configurations.filter(isUnassigned).map(nameOf);
  const missingGroups = groups
    .filter(({ state }) => state === "missing")
    .map(({ id }) => {
      const isUse = ({ groupId }: ReportedAssignment): boolean => groupId === id;
      const using = configurations.filter(({ assignments }) => assignments.some(isUse));
      return { id, configurations: using.map(nameOf) };
    });
  const inState = (state: ExpiryState): number =>
    configurations.filter((one) => one.state === state).length;
  return {
    schemaVersion: 1,
    tenantId: reading.tenantId ?? null,
    portalUrl: reading.portalUrl ?? null,
    selection: reportSelection(options.selection ?? {}, reading.listed),
    generatedDateTime: new Date(options.nowMs).toISOString(),
    warnDays: options.warnDays,
    counts: {
      expired: inState("expired"),
      expiring: inState("expiring"),
      valid: inState("valid"),
      unknown: inState("unknown"),
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
  reading: TenantReading,
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
    assignments: reportAssignments(read, reading),
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

/** Without a date it may end at any time. */
function endsWithin(endDateTime: string | null, { nowMs, selection }: ReportOptions): boolean {
  const endMs = readTime(endDateTime);
  if (selection?.expiresWithin === undefined || endMs === undefined) return true;
  return endMs <= nowMs + selection.expiresWithin * dayMs;
}

function isUnassigned({ assignments, isForbidden, isNotFound }: ReportedConfiguration): boolean {
  const isEmpty = assignments.every(
    ({ type, groupState }) => type === "exclusionGroupAssignmentTarget" || groupState === "missing",
  );
  return isEmpty && !isForbidden && !isNotFound;
}

function reportAssignments(
  { entries }: ReadConfiguration,
  reading: TenantReading,
): ReportedAssignment[] {
  return subtractEntries(entries, findMirrored(entries, entries)).map((entry) => {
    const collection = isOlder(entry) ? "groupAssignments" : "assignments";
    const { type, ...rest } = isOlder(entry)
      ? ({ type: "groupAssignmentTarget", groupId: entry.targetGroupId } as const)
      : entry;
    if (!("groupId" in rest)) return { type, collection, ...rest };
    const { state: groupState, displayName: groupDisplayName } = reportGroup(rest.groupId, reading);
    return { type, collection, ...rest, groupState, groupDisplayName };
  });
}

function reportGroup(id: string, { groups }: TenantReading): ReportedGroup {
  const { state, displayName = null } = groups.get(id) ?? { state: "unreadable" };
  return { id, displayName, state };
}
