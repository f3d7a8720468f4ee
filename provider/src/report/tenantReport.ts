import type { DeviceStatusSummary } from "../domain/deviceStatusSummary.js";
import type { AssignmentTargetType, FilterType } from "../domain/assignment.js";

/**
 * What `report --format json` prints, and what every other format is made from. Times are ISO 8601 in UTC, ids are GUIDs
 * in lower case. What is null is not known. A property may come in a later release; none goes or changes its meaning
 * without another `schemaVersion`. Its JSON Schema is docs/report.schema.json.
 */
export interface TenantReport {
  schemaVersion: 1;
  tenantId: string | null;
  /** The page of the admin center that leads to the profiles; null where the cloud's is not known. */
  portalUrl: string | null;
  /** What was asked for by options; null where it is all. Every section and every count is of these profiles alone. */
  selection: ReportedSelection | null;
  /** When the tenant was read; every number of days counts from here. */
  generatedDateTime: string;
  /** A profile that has at most so many days left is `expiring`. */
  warnDays: number;
  counts: ReportCounts;
  /** Null without `--since`. */
  changes: ReportChanges | null;
  sortedBy: SortOrder;
  /** By end, then name, then id, unless sorted otherwise; those without a date stand last. */
  configurations: ReportedConfiguration[];
  /** Every group that an assignment names, by name, then id; those without a name stand last. */
  groups: ReportedGroup[];
  /** Configurations that nobody gets: without entries, with exclusions alone, or for deleted groups alone. */
  unassigned: ConfigurationName[];
  /** Groups that assignments name and the directory does not have any more. */
  missingGroups: MissingGroup[];
}

/** What `--since` reads of an earlier report. */
export interface EarlierReport {
  tenantId: string | null;
  generatedDateTime: string;
  configurations: readonly Pick<
    ReportedConfiguration,
    "id" | "displayName" | "expirationDateTime" | "assignments" | "isForbidden" | "isNotFound"
  >[];
}

/** A profile, and who gets it, or got it where it is gone. */
type ProfileWithSet = Pick<ReportedConfiguration, "id" | "displayName" | "assignments">;

/** Compared by ids with an earlier report. */
export interface ReportChanges {
  /** `generatedDateTime` of the earlier report. */
  sinceDateTime: string;
  new: ProfileWithSet[];
  /** Profiles whose own date is another. */
  renewed: (ProfileWithSet & { fromDateTime: string | null; toDateTime: string | null })[];
  changedSets: (ConfigurationName & { gained: ReportedAssignment[]; lost: ReportedAssignment[] })[];
  gone: ProfileWithSet[];
  /** Profiles whose sets could not be read, now or then. */
  notCompared: ConfigurationName[];
}

/** `expired`: its time has passed. `expiring`: within `warnDays`. `unknown`: Intune gives no date. */
export type ExpiryState = "expired" | "expiring" | "valid" | "unknown";

export type ReportCounts = Record<
  "configurations" | ExpiryState | "unassigned" | "missingGroups",
  number
>;

export const sortOrders = ["expiry", "name", "group"] as const;

export type SortOrder = (typeof sortOrders)[number];

export interface ReportedSelection {
  name: string | null;
  group: string | null;
  expiresWithinDays: number | null;
  /** How many profiles Intune lists. */
  listed: number;
}

export interface ConfigurationName {
  id: string;
  displayName: string;
}

export interface ReportedConfiguration extends ConfigurationName {
  /** The profile's own. */
  expirationDateTime: string | null;
  /** Of the signing certificate that ends next, or, where all have ended, ended last; null where Intune shows no payload. */
  certificateExpirationDateTime: string | null;
  /** The earlier of both: apps stop then. */
  endDateTime: string | null;
  endsFirst: "profile" | "certificate" | null;
  /** Whole days until the end, or, negative, since then. */
  daysLeft: number | null;
  state: ExpiryState;
  payloadFileName: string | null;
  version: number | null;
  assignments: ReportedAssignment[];
  /** Present with `--with-statuses`; null where Graph answered 403 or 404. */
  statuses?: ReportedStatuses | null;
  /** Present where Graph answered 403 when asked for the assignments: who gets it is not known. */
  isForbidden?: true;
  /** The same of 404, with `--continue`. */
  isNotFound?: true;
}

/** What devices reported of the profile, by Graph's names of the statuses; those that no device has are left out. */
export type ReportedStatuses = Pick<DeviceStatusSummary, "deviceCount" | "lastReportedDateTime"> & {
  counts: Record<string, number>;
};

export interface ReportedAssignment {
  /** Graph's name of the target, or `unrecognized`. */
  type: AssignmentTargetType | "unrecognized";
  /** The collection that holds it. An entry that both hold is listed once, under `assignments`. */
  collection: "assignments" | "groupAssignments";
  groupId?: string;
  groupState?: GroupState;
  /** Null where the group is gone or can't be read. */
  groupDisplayName?: string | null;
  collectionId?: string;
  filterId?: string;
  filterType?: FilterType;
  /** Of an unrecognized target: what Graph returned, as JSON. */
  target?: string;
}

/** `missing`: the directory does not have it. `unreadable`: the identity may not read it. */
export type GroupState = "found" | "missing" | "unreadable";

export interface ReportedGroup {
  id: string;
  displayName: string | null;
  state: GroupState;
}

export interface MissingGroup {
  id: string;
  configurations: ConfigurationName[];
}
