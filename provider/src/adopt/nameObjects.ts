import { countEach } from "../domain/countEach.js";

/** What is named: by what people call it, and by what makes it unique. */
export interface NamedObject {
  /** A GUID. */
  id: string;
  displayName: string;
}

/** So that what a program calls with such a name still fits into a line. */
const longestName = 32;

/** Names that Windows keeps for devices: no file can have them. */
const reservedNames = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * A name for each object, by id: lower-case words with hyphens, such as `field-service`, good for a resource, and with a
 * suffix for a file. Names depend on the objects alone, not on their order. Where several would have the same one, each
 * has the start of its id added.
 *
 * @param fallback the name of an object whose display name has neither letters nor digits of the Latin script.
 * @param taken names that stand for something else already.
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

/** An id reaches paths: what is no GUID leaves nothing there that leads out of a folder. */
const keepHex = (id: string): string => id.replaceAll(/[^\da-f-]/giu, "");

/** `field-service` as a property of an object in a program: `fieldService`. Two names never become one. */
export function toIdentifier(name: string): string {
  const identifier = name.replace(/-+([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return identifier.replace(/^(?=\d)|-+/g, "_");
}

function toName(displayName: string, fallback: string): string {
  const words = displayName
    .normalize("NFKD")
    // What is left of an accented letter once it is taken apart.
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longestName)
    .replace(/^-+|-+$/g, "");
  if (words === "") return fallback;
  return reservedNames.test(words) ? `${fallback}-${words}` : words;
}
