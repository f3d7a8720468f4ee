import type { LiveConfiguration } from "../domain/configuration.js";
import { compareCodeUnits, countEach } from "../domain/values.js";
import {
  groupIdsOf,
  type AdoptableConfiguration,
  type AdoptableTenant,
} from "./adoptableTenant.js";
import type { ExistingModule, ExistingProject } from "./existingProject.js";
import type { NamedGroup } from "./groupsModule.js";
import { writeString } from "./writeCode.js";

export interface PlannedApp extends Pick<ExistingModule, "path" | "name" | "payloadPath"> {
  found: AdoptableConfiguration;
  /** That `adopt` wrote earlier. */
  module?: ExistingModule;
}

/** As in `groups.technicians`. */
export type NameGroup = (groupId: string) => string;

/** Without those that modules of others declare. New ones come first, by name. */
export function nameApps(
  configurations: readonly AdoptableConfiguration[],
  { appNames, adoptedIds, modules }: ExistingProject,
): PlannedApp[] {
  const added = configurations.filter(({ configuration: { id } }) => !adoptedIds.has(id));
  const objects = added.map(({ configuration }) => configuration);
  const names = nameObjects(objects, "configuration", (name) => appNames.has(name));
  const apps = added.map((found) => {
    const name = names.get(found.configuration.id) ?? found.configuration.id;
    const isXml = /\.xml$/i.test(found.configuration.payloadFileName);
    const payloadPath = `profiles/${name}.${isXml ? "xml" : "mobileprovision"}`;
    return { found, path: `apps/${name}.ts`, name, payloadPath };
  });
  const followed = configurations.flatMap((found) => {
    const module = modules.get(found.configuration.id);
    if (module?.checksums === undefined) return [];
    const { path, name, payloadPath } = module;
    return [{ found, path, name, payloadPath, module }];
  });
  return [...apps.sort((a, b) => compareCodeUnits(a.name, b.name)), ...followed];
}

/** @returns the groups that the project does not name yet, and names for all. */
export function nameGroups(
  apps: readonly PlannedApp[],
  { groupNames, distinctGroupIds }: AdoptableTenant,
  { groupKeys, takenKeys }: ExistingProject,
): { groups: NamedGroup[]; nameGroup: NameGroup } {
  const counts = countEach([...groupNames.values()]);
  const findKey = (id: string): string | undefined => {
    const name = groupNames.get(id);
    // A shared name identifies no group.
    const isDistinct = name !== undefined && counts.get(name) === 1;
    return groupKeys.get(id) ?? (isDistinct ? groupKeys.get(writeString(name)) : undefined);
  };
  const ids = [...new Set(apps.flatMap(({ found }) => groupIdsOf(found)))]
    .filter((id) => findKey(id) === undefined)
    .sort();
  const objects = ids.map((id) => ({ id, displayName: groupNames.get(id) ?? "deleted" }));
  const isTaken = (name: string): boolean => takenKeys.has(toIdentifier(name));
  const groups = [...nameObjects(objects, "group", isTaken)].map(([id, name]) => ({
    id,
    displayName: groupNames.get(id),
    key: toIdentifier(name),
    isLookedUp: distinctGroupIds.has(id),
  }));
  const keys = new Map(groups.map(({ id, key }) => [id, key]));
  const nameGroup = (id: string): string => `groups.${keys.get(id) ?? findKey(id) ?? ""}`;
  return { groups, nameGroup };
}

/**
 * Names for resources and files, by id: lower-case words with hyphens, such as `field-service`. They depend on the objects,
 * not on their order. Equal names get the start of the id added.
 *
 * @param fallback for a display name without Latin letters and digits.
 */
export function nameObjects(
  objects: readonly Pick<LiveConfiguration, "id" | "displayName">[],
  fallback: string,
  isTaken: (name: string) => boolean = () => false,
): Map<string, string> {
  const lengthenings = [
    (id: string, name: string) => `${name}-${keepHex(id).slice(0, 8)}`,
    (id: string) => `${fallback}-${keepHex(id)}`,
  ];
  let names = objects.map(({ id, displayName }) => [id, toName(displayName, fallback)] as const);
  for (const lengthen of lengthenings) {
    const counts = countEach(names.map(([, name]) => name));
    const isFree = (name: string): boolean => counts.get(name) === 1 && !isTaken(name);
    names = names.map(([id, name]) => [id, isFree(name) ? name : lengthen(id, name)]);
  }
  return new Map(names);
}

/** Ids reach paths: what is no GUID must not lead out of a folder. */
const keepHex = (id: string): string => id.replaceAll(/[^\da-f-]/giu, "");

/** `field-service` becomes `fieldService`. Two names never become one. */
export function toIdentifier(name: string): string {
  const identifier = name.replace(/-+([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return identifier.replace(/^(?=\d)|-+/g, "_");
}

/** Keeps calls with the name within a line. */
const longestName = 32;

/** Windows reserves these for devices. */
const reservedNames = /^(con|prn|aux|nul|com\d|lpt\d)$/;

function toName(displayName: string, fallback: string): string {
  const words = displayName
    .normalize("NFKD")
    // Accents that NFKD has split off.
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longestName)
    .replace(/^-+|-+$/g, "");
  if (words === "") return fallback;
  return reservedNames.test(words) ? `${fallback}-${words}` : words;
}
