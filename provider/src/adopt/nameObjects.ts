import { countEach } from "../domain/values.js";

export interface NamedObject {
  /** A GUID. */
  id: string;
  displayName: string;
}

/** Keeps calls with the name within a line. */
const longestName = 32;

/** Windows reserves these for devices. */
const reservedNames = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * Names for resources and files, by id: lower-case words with hyphens, such as `field-service`. They depend on the objects,
 * not on their order. Equal names get the start of the id added.
 *
 * @param fallback for a display name without Latin letters and digits.
 * @param taken names already in use.
 */
export function nameObjects(
  objects: readonly NamedObject[],
  fallback: string,
  taken: ReadonlySet<string> = new Set(),
): Map<string, string> {
  const lengthenings = [
    (id: string, name: string) => `${name}-${keepHex(id).slice(0, 8)}`,
    (id: string) => `${fallback}-${keepHex(id)}`,
  ];
  let names = objects.map(({ id, displayName }) => [id, toName(displayName, fallback)] as const);
  for (const lengthen of lengthenings) {
    const counts = countEach(names.map(([, name]) => name));
    const isFree = (name: string): boolean => counts.get(name) === 1 && !taken.has(name);
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
