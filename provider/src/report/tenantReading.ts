import { nameIncludes } from "../domain/alikeNames.js";
import type { LiveConfiguration } from "../domain/configuration.js";
import type { DeviceStatus } from "../domain/deviceStatusSummary.js";
import { listGroupIds, type Entry } from "../domain/entry.js";
import type { ProvisioningProfile } from "../domain/provisioningProfile.js";
import { normalizeGuid } from "../domain/values.js";

/** Of all groups that entries name, by id. Absent: deleted. Empty: not readable. */
export type GroupNames = ReadonlyMap<string, string>;

/** What was read of a tenant, in any order. */
export interface TenantReading {
  /** Undefined if the sign-in needed none. */
  tenantId: string | undefined;
  /** Of the admin center, if known. */
  portalUrl?: string | undefined;
  /** How many configurations there are, selected or not. */
  listed: number;
  configurations: readonly ReadConfiguration[];
  groupNames: GroupNames;
}

export interface ReadConfiguration {
  configuration: LiveConfiguration;
  /** In its payload; undefined if Graph does not show it, or it can't be read. */
  profile?: Pick<ProvisioningProfile, "expirationDateTime" | "signingCertificates"> | undefined;
  /** Of both collections, each once, in the order of sets. */
  entries: readonly Entry[];
  /** Null if Graph refused them, undefined if nobody asked. */
  statuses?: readonly DeviceStatus[] | null | undefined;
  /** The status of Graph's response, 403 or 404, if it refused the assignments: these are unknown. */
  refusedWith?: number | undefined;
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

/** Unknown assignments fit: they may name the group. */
export function fitsGroup(
  { entries, refusedWith }: ReadConfiguration,
  groupNames: GroupNames,
  { group: text }: Selection,
): boolean {
  if (text === undefined || refusedWith !== undefined) return true;
  return listGroupIds(entries).some(
    (id) => nameIncludes(groupNames.get(id) ?? "", text) || id === normalizeGuid(text),
  );
}
