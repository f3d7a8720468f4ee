import type { AssignmentTargetType, FilterType } from "../domain/assignment.js";
import { summarizeDeviceStatuses, type DeviceStatus } from "../domain/deviceStatusSummary.js";
import { findMirrored, isOlder, subtractEntries, type Entry } from "../domain/entry.js";
import { dayMs, readInstant } from "../domain/values.js";
import type { GroupNames, ReadConfiguration } from "./tenantReading.js";

export type ReportedConfiguration = ReturnType<typeof reportConfiguration>;

export interface ReportedAssignment {
  type: AssignmentTargetType | "unrecognized";
  /** An entry that both hold is listed once, under `assignments`. */
  collection: "assignments" | "groupAssignments";
  groupId?: string;
  /** `missing`: deleted. `unreadable`: the identity may not read its name. */
  groupState?: "found" | "missing" | "unreadable";
  /** Null if the group is gone or unreadable. */
  groupDisplayName?: string | null;
  collectionId?: string;
  filterId?: string;
  filterType?: FilterType;
  /** For an unrecognized target: what Graph returned, as JSON. */
  target?: string;
}

export function reportConfiguration(
  read: ReadConfiguration,
  groupNames: GroupNames,
  options: { nowMs: number; warnDays: number },
) {
  const { configuration, entries, statuses, refusedWith } = read;
  const { id, displayName, payloadFileName, version } = configuration;
  return {
    id,
    displayName,
    ...findEnd(read, options),
    payloadFileName: payloadFileName === "" ? null : payloadFileName,
    version,
    assignments: subtractEntries(entries, findMirrored(entries, entries)).map((entry) =>
      reportAssignment(entry, groupNames),
    ),
    ...(statuses !== undefined && { statuses: statuses && reportStatuses(id, statuses) }),
    ...(refusedWith === 403 && { isForbidden: true }),
    ...(refusedWith === 404 && { isNotFound: true }),
  };
}

/** Whether Graph showed the assignments. */
export function isRead(one: Pick<ReportedConfiguration, "isForbidden" | "isNotFound">): boolean {
  return !one.isForbidden && !one.isNotFound;
}

/** Without the statuses of no device. */
function reportStatuses(id: string, statuses: readonly DeviceStatus[]) {
  const { counts, deviceCount, lastReportedDateTime } = summarizeDeviceStatuses(id, statuses);
  const present = Object.entries(counts).filter(([, count]) => count > 0);
  return { deviceCount, lastReportedDateTime, counts: Object.fromEntries(present) };
}

function reportAssignment(entry: Entry, groupNames: GroupNames): ReportedAssignment {
  const collection = isOlder(entry) ? "groupAssignments" : "assignments";
  const { type, ...rest } = isOlder(entry)
    ? ({ type: "groupAssignmentTarget", groupId: entry.targetGroupId } as const)
    : entry;
  if (!("groupId" in rest)) return { type, collection, ...rest };
  const name = groupNames.get(rest.groupId);
  if (name) return { type, collection, ...rest, groupState: "found", groupDisplayName: name };
  const groupState = name === undefined ? "missing" : "unreadable";
  return { type, collection, ...rest, groupState, groupDisplayName: null };
}

/** Graph writes an empty date as the year 1. No real one is older than the iPhone. */
const earliestMs = Date.UTC(2007, 0);

/** Milliseconds since the epoch; undefined if there is no date. */
export function readTime(text: string | null | undefined): number | undefined {
  const timeMs = readInstant(text ?? "");
  return timeMs !== undefined && timeMs >= earliestMs ? timeMs : undefined;
}

function formatTime(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}

/**
 * Nobody knows which certificate signed the app. Takes the valid one that ends first or, if none is valid, the one that
 * ended last.
 */
function findEnd(
  { configuration, profile }: ReadConfiguration,
  { nowMs, warnDays }: { nowMs: number; warnDays: number },
) {
  const ends = (profile?.signingCertificates ?? [])
    .flatMap(({ expirationDateTime }) => readTime(expirationDateTime) ?? [])
    .sort((a, b) => a - b);
  const certificateMs = ends.find((ms) => ms > nowMs) ?? ends.at(-1);
  // Where Graph gives no date, the profile may.
  const profileMs =
    readTime(configuration.expirationDateTime) ?? readTime(profile?.expirationDateTime);
  const isCertificate = (certificateMs ?? Infinity) < (profileMs ?? -Infinity);
  const [endsFirst, endMs] = isCertificate
    ? (["certificate", certificateMs] as const)
    : (["profile", profileMs] as const);
  const leftMs = endMs === undefined ? null : endMs - nowMs;
  return {
    expirationDateTime: formatTime(profileMs),
    certificateExpirationDateTime: formatTime(certificateMs),
    endDateTime: formatTime(endMs),
    endsFirst: leftMs === null ? null : endsFirst,
    // `+ 0` turns -0 into 0.
    daysLeft: leftMs === null ? null : Math.trunc(leftMs / dayMs) + 0,
    state: decideState(leftMs, warnDays * dayMs),
  };
}

type State = "unknown" | "expired" | "expiring" | "valid";

function decideState(leftMs: number | null, warnMs: number): State {
  if (leftMs === null) return "unknown";
  if (leftMs <= 0) return "expired";
  return leftMs <= warnMs ? "expiring" : "valid";
}

/** As `in 12 days` or `3 days ago`. */
export function describeDaysLeft({ daysLeft, state }: ReportedConfiguration): string {
  if (daysLeft === null) return "no date";
  if (daysLeft === 0) return state === "expired" ? "just expired" : "within a day";
  const days = Math.abs(daysLeft) === 1 ? "1 day" : `${Math.abs(daysLeft)} days`;
  return daysLeft < 0 ? `${days} ago` : `in ${days}`;
}
