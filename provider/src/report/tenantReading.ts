import type { DeviceStatus } from "../domain/deviceStatusSummary.js";
import type { Entry } from "../domain/entry.js";
import type { GroupState, ReportedConfiguration } from "./tenantReport.js";

/** Times are ISO 8601 in UTC; undefined if Graph gives none. */
export interface ReadConfiguration extends Pick<
  ReportedConfiguration,
  "id" | "displayName" | "isForbidden" | "isNotFound"
> {
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
}

export interface ReadGroup {
  state: GroupState;
  /** Present if found. */
  displayName?: string;
}

/** In any order. */
export interface TenantReading {
  /** Undefined if the sign-in needed none. */
  tenantId: string | undefined;
  /** Of the admin center, if known. */
  portalUrl?: string | undefined;
  /** The number of configurations before the selection. */
  listed: number;
  configurations: readonly ReadConfiguration[];
  /** By object id in lower case. An absent group counts as unreadable. */
  groups: ReadonlyMap<string, ReadGroup>;
}
