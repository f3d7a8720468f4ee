import { showName } from "../domain/showName.js";
import type { ReportedGroup, TenantReport } from "./tenantReport.js";

interface Named {
  id: string;
  displayName: string | null;
}

/** What profiles and groups are called. Namesakes are told apart by their ids. */
export interface Names {
  profile: (profile: Named) => string;
  /** Of a group that has a name. */
  group: (group: Named) => string;
}

export function createNames({ configurations, groups }: TenantReport): Names {
  const named = groups.filter(({ state }) => state === "found");
  return { profile: createNaming(configurations), group: createNaming(named) };
}

/** As in `group 0f2b… (name not readable)`. */
export function describeGroup(group: ReportedGroup, names: Names): string {
  if (group.state === "found") return names.group(group);
  return group.state === "missing"
    ? `deleted group ${group.id}`
    : `group ${group.id} (name not readable)`;
}

function createNaming(all: readonly Named[]): (one: Named) => string {
  // Names that look the same are the same to a reader.
  const keyOf = (name: string): string => name.normalize("NFKC");
  const counts = new Map<string, number>();
  for (const { displayName } of all) {
    const key = keyOf(showName(displayName ?? ""));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return ({ id, displayName }) => {
    const name = showName(displayName ?? "");
    return (counts.get(keyOf(name)) ?? 0) > 1 ? `${name} (${id})` : name;
  };
}
