import { nameIncludes } from "../domain/alikeNames.js";
import type { DeviceStatus } from "../domain/deviceStatusSummary.js";
import { listGroupIds, type Entry } from "../domain/entry.js";
import { normalizeGuid } from "../domain/values.js";

/** Of all groups that entries name, by id. Absent: deleted. Empty: not readable. */
export type GroupNames = ReadonlyMap<string, string>;

/** What was read of a tenant, in any order. */
export interface TenantReading {
  /** Undefined if the sign-in needed none. */
  tenantId: string | undefined;
  /** Of the admin center, if known. */
  portalUrl?: string | undefined;
  /** The number of configurations before the selection. */
  listed: number;
  configurations: readonly ReadConfiguration[];
  groupNames: GroupNames;
}

/** Times are ISO 8601 in UTC; undefined if Graph gives none. */
export interface ReadConfiguration {
  id: string;
  displayName: string;
  expirationDateTime: string | undefined;
  /** Of the signing certificates; none if Graph does not show the payload. */
  certificateEnds?: readonly string[] | undefined;
  /** Null if Graph refused them, undefined if nobody asked. */
  statuses?: readonly DeviceStatus[] | null | undefined;
  payloadFileName: string | undefined;
  /** Graph counts the changes. */
  version: number | undefined;
  /** Of both collections, each once, in the order of sets. */
  entries: readonly Entry[];
  /** Graph answered 403 for the assignments, which are unknown. */
  isForbidden?: true;
  /** The same for 404, with `--continue`. */
  isNotFound?: true;
}

/** Undefined does not restrict. */
export interface Selection {
  /** A part of the display name, in any case. */
  name?: string | undefined;
  /** The id, or a part of the display name in any case. */
  group?: string | undefined;
  /** Whole days; 0 selects expired profiles. Those without a date may end at any time. */
  expiresWithin?: number | undefined;
}

/** Unreadable assignments fit: they may name the group. */
export function fitsGroup(
  { entries, isForbidden, isNotFound }: ReadConfiguration,
  groupNames: GroupNames,
  { group: text }: Selection,
): boolean {
  if (text === undefined || isForbidden || isNotFound) return true;
  return listGroupIds(entries).some(
    (id) => nameIncludes(groupNames.get(id) ?? "", text) || id === normalizeGuid(text),
  );
}
