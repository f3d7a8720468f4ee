import { showName } from "../domain/readable.js";
import { countWords } from "../domain/values.js";
import { compareNames, createNaming, join, type Named } from "./names.js";
import { isRead } from "./reportedConfiguration.js";
import type { ReportedAssignment, ReportedConfiguration } from "./reportedConfiguration.js";
import type { TenantReport } from "./tenantReport.js";

/** Where several meet, the later one wins. In Intune an exclusion overrides inclusions. */
const effects = ["filtered", "included", "excluded"] as const;

export type Effect = (typeof effects)[number];

/** By the key of each target. */
export function readEffects(entries: readonly ReportedAssignment[]): Map<string, Effect> {
  const found = entries.map((entry) => [keyOf(entry), effectOf(entry)] as const);
  return new Map(found.sort(([, a], [, b]) => effects.indexOf(a) - effects.indexOf(b)));
}

function effectOf({ type, filterId }: ReportedAssignment): Effect {
  if (type === "exclusionGroupAssignmentTarget") return "excluded";
  return filterId === undefined ? "included" : "filtered";
}

function keyOf({ type, groupId, collectionId }: ReportedAssignment): string {
  return groupId ?? collectionId ?? type;
}

export type Names = ReturnType<typeof createNames>;

export function createNames({ configurations, changes }: TenantReport) {
  const entries = [
    ...(changes?.gone.flatMap(({ assignments }) => assignments) ?? []),
    ...(changes?.changedSets.flatMap(({ lost }) => lost) ?? []),
    ...configurations.flatMap(({ assignments }) => assignments),
  ];
  const byKey = new Map(entries.map((entry) => [keyOf(entry), nameTarget(entry)]));
  const sorted = [...byKey.values()].sort((a, b) => a.rank - b.rank || compareNames(a, b));
  const label = createNaming(sorted);
  return {
    profile: createNaming(configurations),
    /** Of all targets that the report names, by key: everyone, groups by name, then others. */
    targets: new Map(sorted.map((target) => [target.id, label(target)])),
  };
}

function nameTarget(entry: ReportedAssignment): Named & { rank: number } {
  const { type, groupId, groupState, groupDisplayName = null, collectionId } = entry;
  const id = keyOf(entry);
  if (type === "allLicensedUsersAssignmentTarget") return { id, displayName: "All Users", rank: 0 };
  if (type === "allDevicesAssignmentTarget") return { id, displayName: "All Devices", rank: 1 };
  if (groupState === "found") return { id, displayName: groupDisplayName, rank: 2 };
  if (groupState === "missing") return { id, displayName: `deleted group ${id}`, rank: 3 };
  if (groupId !== undefined) return { id, displayName: `group ${id} (name not readable)`, rank: 4 };
  if (collectionId !== undefined) return { id, displayName: `collection ${id}`, rank: 5 };
  return { id, displayName: "other targets", rank: 6 };
}

/**
 * As `All Users, A and 2 more; excluded: D`.
 * @param nobody replaces an empty list of inclusions.
 */
export function describeWho(
  given: Pick<ReportedConfiguration, "assignments" | "isForbidden" | "isNotFound">,
  { targets }: Names,
  { mostNames = Infinity, nobody = "nobody" } = {},
): string {
  if (!isRead(given)) return `not readable (${given.isForbidden ? 403 : 404})`;
  const effects = readEffects(given.assignments);
  const list = (...wanted: Effect[]): string => {
    const all = [...targets].flatMap(([key, label]) => {
      const effect = effects.get(key);
      if (effect === undefined || !wanted.includes(effect)) return [];
      return effect === "filtered" ? `${label} (filter)` : label;
    });
    const others = all.length - mostNames;
    return all.slice(0, mostNames).join(", ") + (others > 0 ? ` and ${others} more` : "");
  };
  const excluded = list("excluded");
  const included = list("included", "filtered") || nobody;
  return join("; ", [included, excluded && `excluded: ${excluded}`]);
}

/** As `12 devices: 10 compliant, 2 error`; empty if nobody asked. */
export function describeStatuses({ statuses }: Partial<ReportedConfiguration>): string {
  if (statuses === undefined) return "";
  if (statuses === null) return "devices not readable";
  const { counts, deviceCount } = statuses;
  const parts = Object.entries(counts).map(([name, count]) => `${count} ${showName(name)}`);
  return join(": ", [
    deviceCount === 0 ? "no device" : countWords(deviceCount, "device"),
    parts.join(", "),
  ]);
}

export function describeAudience(configuration: ReportedConfiguration, names: Names): string {
  const who = describeWho(configuration, names, { mostNames: 3 });
  return join("; ", [who, describeStatuses(configuration)]);
}
