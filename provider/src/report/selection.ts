import { nameIncludes } from "../domain/alikeNames.js";
import { normalizeGuid } from "../domain/values.js";
import { isOlder, type Entry } from "../domain/entry.js";
import { showName } from "../domain/readable.js";
import type { ReadConfiguration, ReadGroup } from "./tenantReading.js";
import type { ReportedSelection, TenantReport } from "./tenantReport.js";

/** Undefined does not restrict. */
export interface Selection {
  /** A part of the display name, in any case. */
  name?: string | undefined;
  /** The id, or a part of the display name in any case. */
  group?: string | undefined;
  /** Whole days; 0 selects expired profiles. */
  expiresWithin?: number | undefined;
}

export function fitsName({ displayName }: { displayName: string }, { name }: Selection): boolean {
  return name === undefined || nameIncludes(displayName, name);
}

/** Unreadable assignments fit: they may name the group. */
export function fitsGroup(
  { entries, isForbidden, isNotFound }: ReadConfiguration,
  groups: ReadonlyMap<string, ReadGroup>,
  { group: text }: Selection,
): boolean {
  if (text === undefined || isForbidden || isNotFound) return true;
  return entries.map(groupIdOf).some((id) => {
    const isNamed = nameIncludes(groups.get(id)?.displayName ?? "", text);
    return id !== "" && (isNamed || id === normalizeGuid(text));
  });
}

/** Empty if the entry names no group. */
export function groupIdOf(entry: Entry): string {
  if (isOlder(entry)) return entry.targetGroupId;
  return "groupId" in entry ? entry.groupId : "";
}

export function reportSelection(selection: Selection, listed: number): ReportedSelection | null {
  const { name = null, group = null, expiresWithin: expiresWithinDays = null } = selection;
  const isAll = name === null && group === null && expiresWithinDays === null;
  return isAll ? null : { name, group, expiresWithinDays, listed };
}

/** As `Only 3 of 12 profiles: name contains "a"`. */
export function describeSelection({ selection, counts }: TenantReport): string[] {
  if (selection === null) return [];
  const { name, group, expiresWithinDays, listed } = selection;
  const conditions = [
    ...(name === null ? [] : [`name contains "${showName(name)}"`]),
    ...(group === null ? [] : [`assigned to a group that is or contains "${showName(group)}"`]),
    ...(expiresWithinDays === null ? [] : [`ends within ${expiresWithinDays} days, or no date`]),
  ];
  const some = counts.configurations === 0 ? "None" : `Only ${counts.configurations}`;
  return [`${some} of ${listed} profiles: ${conditions.join(", ")}`];
}
