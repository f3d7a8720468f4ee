import type { DeviceStatusSummary } from "../domain/deviceStatusSummary.js";
import type { AssignmentTargetType, FilterType } from "../domain/assignment.js";

/**
 * What `report --format json` prints; its JSON Schema is docs/report.schema.json. Times are ISO 8601 in UTC, ids are GUIDs
 * in lower case, null means unknown. Later releases may add properties; none goes or changes its meaning without another
 * `schemaVersion`.
 */
export interface TenantReport {
  schemaVersion: 1;
  tenantId: string | null;
  /** The admin center's page that leads to the profiles; null if this cloud's is unknown. */
  portalUrl: string | null;
  /** Null without a selection. All sections and counts cover the selection alone. */
  selection: ReportedSelection | null;
  /** When the tenant was read; days count from here. */
  generatedDateTime: string;
  /** A profile with at most this many days left is `expiring`. */
  warnDays: number;
  counts: ReportCounts;
  /** Null without `--since`. */
  changes: ReportChanges | null;
  sortedBy: SortOrder;
  /** By end, name, id, unless sorted otherwise; without a date last. */
  configurations: ReportedConfiguration[];
  /** All that assignments name, by name, then id; without a name last. */
  groups: ReportedGroup[];
  /** Without entries, with exclusions alone, or for deleted groups alone. */
  unassigned: ConfigurationName[];
  /** Named by assignments, missing from the directory. */
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

/** A profile that is gone has its last known assignments. */
type ProfileWithSet = Pick<ReportedConfiguration, "id" | "displayName" | "assignments">;

/** Profiles are compared by id. */
export interface ReportChanges {
  /** `generatedDateTime` of the earlier report. */
  sinceDateTime: string;
  new: ProfileWithSet[];
  /** Profiles whose own date changed. */
  renewed: (ProfileWithSet & { fromDateTime: string | null; toDateTime: string | null })[];
  changedSets: (ConfigurationName & { gained: ReportedAssignment[]; lost: ReportedAssignment[] })[];
  gone: ProfileWithSet[];
  /** Assignments could not be read, now or then. */
  notCompared: ConfigurationName[];
}

/** `expiring`: within `warnDays`. `unknown`: Intune gives no date. */
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
  /** Of the signing certificate that ends next or, if all have ended, ended last; null if Intune shows no payload. */
  certificateExpirationDateTime: string | null;
  /** The earlier of both: apps stop then. */
  endDateTime: string | null;
  endsFirst: "profile" | "certificate" | null;
  /** Whole days until the end; negative after it. */
  daysLeft: number | null;
  state: ExpiryState;
  payloadFileName: string | null;
  version: number | null;
  assignments: ReportedAssignment[];
  /** Present with `--with-statuses`; null if Graph answered 403 or 404. */
  statuses?: ReportedStatuses | null;
  /** Graph answered 403 for the assignments, which are unknown. */
  isForbidden?: true;
  /** The same for 404, with `--continue`. */
  isNotFound?: true;
}

/** `counts` has Graph's names of statuses; those of no device are absent. */
export type ReportedStatuses = Pick<DeviceStatusSummary, "deviceCount" | "lastReportedDateTime"> & {
  counts: Record<string, number>;
};

export interface ReportedAssignment {
  type: AssignmentTargetType | "unrecognized";
  /** An entry that both hold is listed once, under `assignments`. */
  collection: "assignments" | "groupAssignments";
  groupId?: string;
  groupState?: GroupState;
  /** Null if the group is gone or unreadable. */
  groupDisplayName?: string | null;
  collectionId?: string;
  filterId?: string;
  filterType?: FilterType;
  /** For an unrecognized target: what Graph returned, as JSON. */
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
