import { escapeInvisible } from "./readable.js";

/** Composed, blanks as one space, nothing invisible. */
export function visibleForm(name: string): string {
  const visible = name.replaceAll(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, "");
  return visible.replaceAll(/[\s\p{Cc}]+/gu, " ").normalize("NFC");
}

export function looksLike(name: string, other: string): boolean {
  return visibleForm(name).trim() === visibleForm(other).trim();
}

export function nameIncludes(name: string, part: string): boolean {
  return visibleForm(name).toLowerCase().includes(visibleForm(part).toLowerCase());
}

export function nameStartsWith(name: string, start: string): boolean {
  return visibleForm(name).toLowerCase().startsWith(visibleForm(start).toLowerCase());
}

/** The start that all names that look alike share. */
export function commonStart(name: string): string {
  const seen = Array.from(visibleForm(name).trim());
  const end = seen.findIndex(
    (character) => character === " " || character.normalize("NFD") !== character,
  );
  return seen.slice(0, end === -1 ? seen.length : end).join("");
}

/** What a mistyped key may mean: it has another case, or one or two letters more, fewer or other. */
export function findNearest<Name extends string>(key: string, names: readonly Name[]) {
  const lettersOf = (text: string): string => text.toLowerCase().replaceAll(/[\W_]/g, "");
  const isNear = (edits: number) => (name: Name) =>
    isWithin(edits, lettersOf(key), lettersOf(name));
  return names.find(isNear(0)) ?? names.find(isNear(1)) ?? names.find(isNear(2));
}

function isWithin(edits: number, one: string, other: string): boolean {
  if (one === other || edits === 0) return one === other;
  let start = 0;
  while (one[start] === other[start]) start += 1;
  const [here, there] = [one.slice(start), other.slice(start)];
  const [next, nextThere] = [here.slice(1), there.slice(1)];
  const pairs = [[next, there] as const, [here, nextThere] as const, [next, nextThere] as const];
  return pairs.some((pair) => isWithin(edits - 1, ...pair));
}

export function quoteName(name: string): string {
  return escapeInvisible(JSON.stringify(name));
}

export function describeDifference(wanted: string, name: string): string | undefined {
  const [one, other] = [wanted.toLowerCase(), name.toLowerCase()];
  if (one === other || !looksLike(one, other)) return undefined;
  const [from, to] = [Array.from(wanted), Array.from(name)];
  const isSame = (index: number): boolean =>
    from.at(index)?.toLowerCase() === to.at(index)?.toLowerCase();
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && isSame(start)) start += 1;
  let end = 0;
  while (end < shorter - start && isSame(-end - 1)) end += 1;
  const quote = (characters: readonly string[]): string =>
    quoteName(characters.slice(start, characters.length - end).join(""));
  return `from character ${start + 1} on it has ${quote(to)} in place of ${quote(from)}`;
}
