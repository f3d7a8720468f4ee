import { SaxesParser } from "saxes";
import { readInstant } from "../domain/values.js";
import { quoteValue } from "../domain/problem.js";
import { UnreadableError } from "./unreadable.js";

/** A dictionary is a Map, so that `__proto__` is a key like any other. */
export type PropertyListValue =
  | string
  | number
  | boolean
  | Date
  | Uint8Array
  | readonly PropertyListValue[]
  | PropertyListDictionary;

export type PropertyListDictionary = ReadonlyMap<string, PropertyListValue>;

// A profile nests four deep.
const maxDepth = 32;

/** What was read of an open element so far. */
interface Frame {
  name: string;
  text: string;
  keys: Set<string>;
  values: PropertyListValue[];
}

/**
 * Refuses what two readers could understand differently. Time and memory grow with the text alone: a DOCTYPE that declares
 * entities is refused, and Apple's DTD is not fetched.
 * @throws {UnreadableError} with the line, the column and what is wrong there.
 */
export function readPropertyList(xml: string): PropertyListValue {
  const parser = new SaxesParser();
  const open: Frame[] = [];
  let root: PropertyListValue | undefined;
  const refuse = (reason: string): never => {
    throw new UnreadableError(`at line ${parser.line}, column ${parser.column}: ${reason}`);
  };
  const addText = (text: string): void => {
    const frame = open.at(-1);
    if (frame !== undefined) frame.text += text;
  };
  // Without the parser's own position and full stop. A name in it may be as long as the file.
  parser.on("error", ({ message }) =>
    refuse(message.replaceAll(/^\d+:\d+: |\.$/g, "").slice(0, 100)),
  );
  parser.on("xmldecl", ({ encoding = "utf-8" }) => {
    if (!/^(?:utf-8|us-ascii)$/i.test(encoding))
      refuse(`its XML declares the encoding ${quoteValue(encoding)}, and only UTF-8 is read`);
  });
  parser.on("doctype", (doctype) => {
    if (doctype.includes("["))
      refuse(
        "its DOCTYPE has declarations of its own, which no profile of Apple's has and which are not read",
      );
  });
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.on("opentag", ({ name }) => {
    const parent = open.at(-1);
    if (!mayStand(name, parent))
      refuse(`${quoteValue(name)} cannot stand ${parent ? `here in <${parent.name}>` : "first"}`);
    if (open.length >= maxDepth) refuse(`its elements nest more than ${maxDepth} deep`);
    open.push({ name, text: "", keys: new Set(), values: [] });
  });
  parser.on("closetag", () => {
    const [frame, parent] = [open.pop(), open.at(-1)];
    if (frame === undefined) return;
    const { name, text } = frame;
    const value = readers[name]?.(frame);
    if (value === undefined) refuse(`<${name}> cannot hold ${quoteValue(text)}`);
    else if (parent === undefined) root = value;
    else if (name !== "key") parent.values.push(value);
    else if (parent.keys.has(text))
      refuse(`the key ${quoteValue(text)} stands twice in one <dict>`);
    else parent.keys.add(text);
  });
  parser.write(xml).close();
  return root ?? refuse("it has no <plist>");
}

function mayStand(name: string, parent: Frame | undefined): boolean {
  if (parent === undefined) return name === "plist";
  const { keys, values } = parent;
  if (parent.name === "dict" && keys.size === values.length) return name === "key";
  const mayHoldOne = parent.name === "plist" && values.length === 0;
  const mayHold = parent.name === "dict" || parent.name === "array" || mayHoldOne;
  return mayHold && Object.hasOwn(readers, name) && name !== "key" && name !== "plist";
}

const isBlank = (text: string): boolean => text.trim() === "";

/** Undefined if the element cannot hold its text, or a key has no value. */
const readers: Readonly<Record<string, (frame: Frame) => PropertyListValue | undefined>> = {
  plist: ({ text, values }) => (isBlank(text) ? values[0] : undefined),
  array: ({ text, values }) => (isBlank(text) ? values : undefined),
  dict: ({ text, keys, values }) =>
    isBlank(text) && keys.size === values.length ? zip(keys, values) : undefined,
  key: ({ text }) => text,
  string: ({ text }) => text,
  integer: ({ text }) => (/^\s*[+-]?\d{1,20}\s*$/.test(text) ? Number(text) : undefined),
  real: ({ text }) =>
    /^\s*[+-]?\d{1,30}(?:\.\d{0,30})?(?:[eE][+-]?\d{1,3})?\s*$/.test(text)
      ? Number(text)
      : undefined,
  date: ({ text }) => readDate(text.trim()),
  data: ({ text }) => {
    const base64 = text.replace(/\s/g, "");
    const isBase64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
    return isBase64.test(base64) ? Uint8Array.from(Buffer.from(base64, "base64")) : undefined;
  },
  true: ({ text }) => (isBlank(text) ? true : undefined),
  false: ({ text }) => (isBlank(text) ? false : undefined),
};

function zip(keys: ReadonlySet<string>, values: readonly PropertyListValue[]) {
  return new Map([...keys].map((key, index) => [key, values[index] ?? ""]));
}

/** Apple's DTD: a subset of ISO 8601, in UTC, to the second. */
function readDate(text: string): Date | undefined {
  const timeMs = /^.{10}T\d\d:\d\d:\d\dZ$/.test(text) ? readInstant(text) : undefined;
  return timeMs === undefined ? undefined : new Date(timeMs);
}
