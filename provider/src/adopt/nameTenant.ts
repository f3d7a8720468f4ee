import {
  groupIdsOf,
  type AdoptableConfiguration,
  type AdoptableTenant,
} from "./adoptableTenant.js";
import { compareText } from "../domain/compareText.js";
import { countEach } from "../domain/countEach.js";
import type { ExistingProject } from "./existingProject.js";
import { nameObjects, toIdentifier } from "./nameObjects.js";
import type { NamedGroup } from "./renderGroups.js";
import type { NameGroup } from "./renderTarget.js";
import { writeString } from "./writeCode.js";

/** A configuration with all its names. */
export interface PlannedApp {
  found: AdoptableConfiguration;
  /** Of its module, from the project's folder. */
  path: string;
  /** Of its resources. */
  name: string;
  /** Of the profile's file, from the project's folder. */
  payloadPath: string;
}

export function nameApps(
  { configurations }: AdoptableTenant,
  existing: ExistingProject | undefined,
): PlannedApp[] {
  const objects = configurations.map(({ configuration }) => configuration);
  const names = nameObjects(objects, "configuration", existing?.appNames);
  const apps = configurations.map((found) => {
    const name = names.get(found.configuration.id) ?? found.configuration.id;
    const isXml = /\.xml$/i.test(found.configuration.payloadFileName);
    const payloadPath = `profiles/${name}.${isXml ? "xml" : "mobileprovision"}`;
    return { found, path: `apps/${name}.ts`, name, payloadPath };
  });
  return apps.sort((a, b) => compareText(a.name, b.name));
}

/** The groups that the project does not name yet. */
export function nameGroups(
  tenant: AdoptableTenant,
  existing: ExistingProject | undefined,
): NamedGroup[] {
  const displayNameOf = (id: string): string | undefined => tenant.groupNames.get(id);
  const findKey = createFindKey(tenant, existing);
  const ids = [...new Set(tenant.configurations.flatMap(groupIdsOf))]
    .filter((id) => findKey(id) === undefined)
    .sort();
  const isTaken = (key: string): boolean => existing?.takenKeys.has(key) ?? false;
  const names = nameObjects(
    ids.map((id) => ({ id, displayName: displayNameOf(id) ?? "deleted" })),
    "group",
  );
  return ids.map((id) => {
    const displayName = displayNameOf(id);
    const name = names.get(id) ?? id;
    const key = toIdentifier(name);
    return {
      id,
      displayName,
      key: isTaken(key) ? toIdentifier(`${name}-${id.slice(0, 8)}`) : key,
      isLookedUp: tenant.distinctGroupIds.has(id),
    };
  });
}

/** What the project calls a group already. A look-up means no group where several have the name. */
function createFindKey(
  { groupNames }: AdoptableTenant,
  existing: ExistingProject | undefined,
): (id: string) => string | undefined {
  const counts = countEach([...groupNames.values()]);
  return (id) => {
    const name = groupNames.get(id);
    const isDistinct = name !== undefined && counts.get(name) === 1;
    const lookedUp = isDistinct ? existing?.lookedUpKeys.get(writeString(name)) : undefined;
    return existing?.groupKeys.get(id) ?? lookedUp;
  };
}

/** How the program speaks of a group. */
export function findGroupNames(
  groups: readonly NamedGroup[],
  tenant: AdoptableTenant,
  existing: ExistingProject | undefined,
): NameGroup {
  const findKey = createFindKey(tenant, existing);
  const keys = new Map(groups.map(({ id, key }) => [id, key]));
  return (id) => {
    const key = keys.get(id) ?? findKey(id);
    return key === undefined ? writeString(id) : `groups.${key}`;
  };
}
