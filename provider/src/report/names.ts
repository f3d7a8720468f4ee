import { visibleForm } from "../domain/alikeNames.js";
import { countEach } from "../domain/countEach.js";
import { showName } from "../domain/showName.js";
import type { ReportedGroup, TenantReport } from "./tenantReport.js";

interface Named {
  id: string;
  displayName: string | null;
}

/** What profiles and groups are called. Where several have one name, it comes with the id. */
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
  const keyOf = ({ displayName }: Named): string => visibleForm(displayName ?? "").trim();
  const counts = countEach(all.map(keyOf));
  return (one) => {
    const name = showName(one.displayName ?? "");
    return (counts.get(keyOf(one)) ?? 0) > 1 ? `${name} (${one.id})` : name;
  };
}
