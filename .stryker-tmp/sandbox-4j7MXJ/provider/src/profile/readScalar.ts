// @ts-nocheck
import type { PropertyListValue } from "./propertyList.js";

// Apple's DTD: a conforming subset of ISO 8601, in UTC, to the second.
const datePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const base64Pattern = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** How the text of each element without children is read; undefined is a text that the element does not take. */
export const scalarReaders: Readonly<
  Record<string, (text: string) => PropertyListValue | undefined>
> = {
  string: (text) => text,
  integer: (text) => readNumber(text, /^\s*[+-]?\d{1,20}\s*$/),
  real: (text) => readNumber(text, /^\s*[+-]?\d{1,30}(?:\.\d{0,30})?(?:[eE][+-]?\d{1,3})?\s*$/),
  date: readDate,
  data: readData,
  true: (text) => (text.trim() === "" ? true : undefined),
  false: (text) => (text.trim() === "" ? false : undefined),
};

function readNumber(text: string, pattern: RegExp): number | undefined {
  return pattern.test(text) ? Number(text) : undefined;
}

function readDate(text: string): Date | undefined {
  const trimmed = text.trim();
  if (!datePattern.test(trimmed)) return undefined;
  const date = new Date(trimmed);
  // A day that its month does not have would roll over into the next.
  const isReal =
    !Number.isNaN(date.getTime()) && date.toISOString().startsWith(trimmed.slice(0, 19));
  return isReal ? date : undefined;
}

function readData(text: string): Uint8Array | undefined {
  const base64 = text.replace(/\s/g, "");
  return base64Pattern.test(base64) ? Uint8Array.from(Buffer.from(base64, "base64")) : undefined;
}
