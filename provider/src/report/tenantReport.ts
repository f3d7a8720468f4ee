import type { AssignmentTargetType, FilterType } from "../domain/assignment.js";

/**
 * What `report --format json` prints, and what every other format is made from. Times are ISO 8601 in UTC, ids are GUIDs
 * in lower case. What is null is not known. A property may come in a later release; none goes or changes its meaning
 * without another `formatVersion`.
 */
export interface TenantReport {
  formatVersion: 1;
  tenantId: string | null;
  /** When the tenant was read; every number of days counts from here. */
  generatedDateTime: string;
  /** A profile that has at most so many days left is `expiring`. */
  warnDays: number;
  counts: ReportCounts;
  /** By expiry, then name, then id; those without a date stand last. */
  configurations: ReportedConfiguration[];
  /** Every group that an assignment names, by name, then id; those without a name stand last. */
  groups: ReportedGroup[];
  /** Configurations that nobody gets: without entries, with exclusions alone, or for deleted groups alone. */
  unassigned: ConfigurationName[];
  /** Groups that assignments name and the directory does not have any more. */
  missingGroups: MissingGroup[];
}

/** `expired`: its time has passed. `expiring`: within `warnDays`. `unknown`: Intune gives no date. */
export type ExpiryState = "expired" | "expiring" | "valid" | "unknown";

export type ReportCounts = Record<
  "configurations" | ExpiryState | "unassigned" | "missingGroups",
  number
>;

export interface ConfigurationName {
  id: string;
  displayName: string;
}

export interface ReportedConfiguration extends ConfigurationName {
  expirationDateTime: string | null;
  /** Whole days until it expires, or, negative, since it did. */
  daysLeft: number | null;
  state: ExpiryState;
  payloadFileName: string | null;
  version: number | null;
  assignments: ReportedAssignment[];
  /** Present where Graph answered 403 when asked for the assignments: who gets it is not known. */
  isForbidden?: true;
  /** The same of 404, with `--continue`. */
  isNotFound?: true;
}

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
