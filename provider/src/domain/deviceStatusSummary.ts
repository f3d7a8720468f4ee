import { compareCodeUnits, countEach, readInstant } from "./values.js";

/** Source: Graph's metadata. */
const complianceStatuses = [
  "unknown",
  "notApplicable",
  "compliant",
  "remediated",
  "nonCompliant",
  "error",
  "conflict",
  "notAssigned",
] as const;

export type ComplianceStatus = (typeof complianceStatuses)[number];

/** How many devices have each status, 0 included, and statuses that this release does not know. */
export type StatusCounts = Record<ComplianceStatus, number> & Readonly<Record<string, number>>;

/**
 * One device's status; empty texts if Graph has none.
 * Source: `managedDeviceMobileAppConfigurationDeviceStatus` in the metadata of Graph beta.
 */
export interface DeviceStatus {
  id: string;
  deviceDisplayName: string;
  deviceModel: string;
  userName: string;
  userPrincipalName: string;
  /** In Graph's words: `compliant`, `nonCompliant`, `error`, `notApplicable` and others. */
  status: string;
  /** ISO 8601. */
  lastReportedDateTime: string;
}

/** The devices that have the configuration. */
export interface DeviceStatusSummary {
  /** GUID in lower case. */
  configurationId: string;
  deviceCount: number;
  counts: StatusCounts;
  /** The latest report, as Graph spells it; null without one. */
  lastReportedDateTime: string | null;
  /** Sorted by name, then id. */
  devices: DeviceStatus[];
}

export function summarizeDeviceStatuses(
  configurationId: string,
  statuses: readonly DeviceStatus[],
): DeviceStatusSummary {
  const none = complianceStatuses.map((status) => [status, 0] as const);
  const counted = countEach(statuses.map(({ status }) => status || "unknown"));
  const latestFirst = statuses.toSorted((one, other) => reportedMs(other) - reportedMs(one));
  const latest = latestFirst.find((status) => reportedMs(status) > 0);
  return {
    configurationId,
    deviceCount: statuses.length,
    counts: Object.fromEntries<number>([...none, ...counted]) as StatusCounts,
    lastReportedDateTime: latest?.lastReportedDateTime ?? null,
    devices: statuses.toSorted((one, other) => compareCodeUnits(keyDevice(one), keyDevice(other))),
  };
}

/** Graph spells "never reported" as the year 1. */
function reportedMs({ lastReportedDateTime }: DeviceStatus): number {
  return Math.max(0, readInstant(lastReportedDateTime) ?? 0);
}

function keyDevice({ deviceDisplayName, id }: DeviceStatus): string {
  return `${deviceDisplayName.toLowerCase()}\n${id}`;
}
