import type { DeviceStatus } from "../domain/deviceStatusSummary.js";
import type { Entry } from "../domain/entry.js";
import type { GroupState, ReportedConfiguration } from "./tenantReport.js";

/** A configuration as it was read; a time is ISO 8601 in UTC, and undefined where Graph gives none. */
export interface ReadConfiguration extends Pick<
  ReportedConfiguration,
  "id" | "displayName" | "isForbidden" | "isNotFound"
> {
  expirationDateTime: string | undefined;
  /** Ends of the signing certificates; none where Graph does not show the payload. */
  certificateEnds?: readonly string[] | undefined;
  /** Null where Graph refused to show them; undefined where nobody asked. */
  statuses?: readonly DeviceStatus[] | null | undefined;
  payloadFileName: string | undefined;
  /** Graph's count of changes to the configuration. */
  version: number | undefined;
  /** Of both collections, each once, in the fixed order of sets. */
  entries: readonly Entry[];
}

/** What the directory says of a group. */
export interface ReadGroup {
  state: GroupState;
  /** Where it is found. */
  displayName?: string;
}

/** What was read of a tenant, in whatever order. */
export interface TenantReading {
  /** GUID; undefined where the sign-in needed none. */
  tenantId: string | undefined;
  /** Of the admin center; undefined where it is not known. */
  portalUrl?: string | undefined;
  /** How many configurations there are, of which those below are meant. */
  listed: number;
  configurations: readonly ReadConfiguration[];
  /** By object id in lower case. A group that is not in it counts as unreadable. */
  groups: ReadonlyMap<string, ReadGroup>;
}
