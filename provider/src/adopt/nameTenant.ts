import {
  groupIdsOf,
  type AdoptableConfiguration,
  type AdoptableTenant,
} from "./adoptableTenant.js";
import { compareText, countEach } from "../domain/values.js";
import type { ExistingProject } from "./existingProject.js";
import type { NamedGroup } from "./groupsModule.js";
import { nameObjects, toIdentifier } from "./nameObjects.js";
import type { NameGroup } from "./renderApp.js";
import { writeString } from "./writeCode.js";

export interface PlannedApp {
  found: AdoptableConfiguration;
  /** From the project's folder. */
  path: string;
  /** Of its resources. */
  name: string;
  /** From the project's folder. */
  payloadPath: string;
}

export function nameApps(
  configurations: readonly AdoptableConfiguration[],
  { appNames }: ExistingProject,
): PlannedApp[] {
  const objects = configurations.map(({ configuration }) => configuration);
  const names = nameObjects(objects, "configuration", appNames);
  const apps = configurations.map((found) => {
    const name = names.get(found.configuration.id) ?? found.configuration.id;
    const isXml = /\.xml$/i.test(found.configuration.payloadFileName);
    const payloadPath = `profiles/${name}.${isXml ? "xml" : "mobileprovision"}`;
    return { found, path: `apps/${name}.ts`, name, payloadPath };
  });
  return apps.sort((a, b) => compareText(a.name, b.name));
}

/** @returns the groups that the project does not name yet, and names for all. */
export function nameGroups(
  { configurations, groupNames, distinctGroupIds }: AdoptableTenant,
  { groupKeys, lookedUpKeys, takenKeys }: ExistingProject,
): { groups: NamedGroup[]; nameGroup: NameGroup } {
  const counts = countEach([...groupNames.values()]);
  const findKey = (id: string): string | undefined => {
    const name = groupNames.get(id);
    // A shared name identifies no group.
    const isDistinct = name !== undefined && counts.get(name) === 1;
    return groupKeys.get(id) ?? (isDistinct ? lookedUpKeys.get(writeString(name)) : undefined);
  };
  const ids = [...new Set(configurations.flatMap(groupIdsOf))]
    .filter((id) => findKey(id) === undefined)
    .sort();
  const objects = ids.map((id) => ({ id, displayName: groupNames.get(id) ?? "deleted" }));
  const groups = [...nameObjects(objects, "group")].map(([id, name]) => {
    const key = toIdentifier(name);
    return {
      id,
      displayName: groupNames.get(id),
      key: takenKeys.has(key) ? toIdentifier(`${name}-${id.slice(0, 8)}`) : key,
      isLookedUp: distinctGroupIds.has(id),
    };
  });
  const keys = new Map(groups.map(({ id, key }) => [id, key]));
  const nameGroup = (id: string): string => `groups.${keys.get(id) ?? findKey(id) ?? ""}`;
  return { groups, nameGroup };
}
