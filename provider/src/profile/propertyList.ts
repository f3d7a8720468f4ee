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

export type PropertyListDictionary = Map<string, PropertyListValue>;

// A profile nests four deep.
const maxDepth = 32;

/** What was read of an open element so far. The document has no name and no parent. */
interface Frame {
  name: string;
  parent?: Frame;
  depth: number;
  text: string;
  /** Of a dict: its value comes next. */
  key?: string | undefined;
  entries: PropertyListDictionary;
  values: PropertyListValue[];
}

/**
 * Refuses what two readers could understand differently. Time and memory grow with the text alone: a DOCTYPE that declares
 * entities is refused, and Apple's DTD is not fetched.
 * @throws {UnreadableError} with the line, the column and what is wrong there.
 */
export function readPropertyList(xml: string): PropertyListValue {
  const parser = new SaxesParser();
  let frame: Frame = { name: "", depth: 0, text: "", entries: new Map(), values: [] };
  const refuse = (reason: string): never => {
    throw new UnreadableError(`at line ${parser.line}, column ${parser.column}: ${reason}`);
  };
  const addText = (text: string): void => {
    frame.text += text;
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
    const place = frame.parent ? `here in <${frame.name}>` : "first";
    if (!mayStand(name, frame)) refuse(`${quoteValue(name)} cannot stand ${place}`);
    if (frame.depth >= maxDepth) refuse(`its elements nest more than ${maxDepth} deep`);
    const depth = frame.depth + 1;
    frame = { name, parent: frame, depth, text: "", entries: new Map(), values: [] };
  });
  parser.on("closetag", () => {
    const { name, text, parent } = frame;
    const value = readers[name]?.(frame);
    if (parent === undefined) return;
    if (value === undefined) return refuse(`<${name}> cannot hold ${quoteValue(text)}`);
    if (name === "key" && parent.entries.has(text))
      refuse(`the key ${quoteValue(text)} stands twice in one <dict>`);
    if (parent.key !== undefined) parent.entries.set(parent.key, value);
    else if (name !== "key") parent.values.push(value);
    parent.key = name === "key" ? text : undefined;
    frame = parent;
  });
  parser.write(xml).close();
  return frame.values[0] ?? refuse("it has no <plist>");
}

function mayStand(name: string, { name: within, key, values }: Frame): boolean {
  if (within === "") return name === "plist";
  if (within === "dict" && key === undefined) return name === "key";
  const mayHoldOne = within === "plist" && values.length === 0;
  const mayHold = within === "dict" || within === "array" || mayHoldOne;
  return mayHold && Object.hasOwn(readers, name) && name !== "key" && name !== "plist";
}

const isBlank = (text: string): boolean => text.trim() === "";

/** Undefined if the element cannot hold its text, or a key has no value. */
const readers: Readonly<Record<string, (frame: Frame) => PropertyListValue | undefined>> = {
  plist: ({ text, values }) => (isBlank(text) ? values[0] : undefined),
  array: ({ text, values }) => (isBlank(text) ? values : undefined),
  dict: ({ text, key, entries }) => (isBlank(text) && key === undefined ? entries : undefined),
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

/** Apple's DTD: a subset of ISO 8601, in UTC, to the second. */
function readDate(text: string): Date | undefined {
  const timeMs = /^.{10}T\d\d:\d\d:\d\dZ$/.test(text) ? readInstant(text) : undefined;
  return timeMs === undefined ? undefined : new Date(timeMs);
}
