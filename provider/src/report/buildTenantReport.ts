import { normalizeGuid } from "../domain/guid.js";
import { compareText } from "../domain/compareText.js";
import { compareNames } from "./compareNames.js";
import { findExpiry, readTime } from "./expiry.js";
import { reportAssignments } from "./reportAssignments.js";
import type { ReadConfiguration, TenantReading } from "./tenantReading.js";
import type {
  ConfigurationName,
  MissingGroup,
  ReportCounts,
  ReportedConfiguration,
  ReportedGroup,
  TenantReport,
} from "./tenantReport.js";

export interface ReportOptions {
  /** Milliseconds since the epoch. */
  nowMs: number;
  warnDays: number;
}

/** Makes the report of what was read. The order of what was read means nothing. */
export function buildTenantReport(reading: TenantReading, options: ReportOptions): TenantReport {
  const configurations = reading.configurations
    .map((configuration) => reportConfiguration(configuration, reading, options))
    .sort(compareConfigurations);
  const groups = listGroups(configurations, reading);
  const unassigned = configurations.filter(isUnassigned).map(nameOf);
  const missingGroups = groups
    .filter(({ state }) => state === "missing")
    .map(({ id }) => findUses(id, configurations));
  return {
    formatVersion: 1,
    tenantId: reading.tenantId ?? null,
    generatedDateTime: new Date(options.nowMs).toISOString(),
    warnDays: options.warnDays,
    counts: {
      ...countStates(configurations),
      configurations: configurations.length,
      unassigned: unassigned.length,
      missingGroups: missingGroups.length,
    },
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
  const time = readTime(read.expirationDateTime);
  return {
    id: normalizeGuid(read.id),
    displayName: read.displayName,
    expirationDateTime: time === undefined ? null : new Date(time).toISOString(),
    ...findExpiry(read.expirationDateTime, options),
    payloadFileName: read.payloadFileName ?? null,
    version: read.version ?? null,
    assignments: reportAssignments(read, groups),
    ...(read.isForbidden && { isForbidden: true }),
    ...(read.isNotFound && { isNotFound: true }),
  };
}

function compareConfigurations(a: ReportedConfiguration, b: ReportedConfiguration): number {
  const never = "~"; // after every date
  return (
    compareText(a.expirationDateTime ?? never, b.expirationDateTime ?? never) || compareNames(a, b)
  );
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
