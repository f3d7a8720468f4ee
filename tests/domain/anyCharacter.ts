import fc from "fast-check";

const surrogates = { first: 0xd800, count: 0x800 };

/** Any character, as fast-check's own unit `binary`, which lists a million of them in each process: a second. */
export const anyCharacter = fc
  .integer({ min: 0, max: 0x10ffff - surrogates.count })
  .map(
    (index) => String.fromCodePoint(index < surrogates.first ? index : index + surrogates.count),
    findIndex,
  );

/** The way back, so that fast-check mixes in its texts that break programs, such as `__proto__`. */
function findIndex(text: unknown): number {
  const point = (typeof text === "string" ? text.codePointAt(0) : undefined) ?? surrogates.first;
  if (text !== String.fromCodePoint(point) || /\p{Cs}/u.test(text))
    throw new Error("It is not one character.");
  return point < surrogates.first ? point : point - surrogates.count;
}
