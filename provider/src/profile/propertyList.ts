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

// A profile nests four deep; recursion must not overflow the stack.
const maxDepth = 32;

/** What was read of an open element so far. */
interface Frame {
  element: string;
  text: string;
  items: PropertyListValue[];
  entries: Map<string, PropertyListValue>;
  key: string | undefined;
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
  const refuse = (reason: string | undefined): void => {
    if (reason === undefined) return;
    throw new UnreadableError(`at line ${parser.line}, column ${parser.column}: ${reason}`);
  };
  const addText = (text: string): void => {
    const frame = open.at(-1);
    if (frame === undefined) return;
    if (!containers.includes(frame.element)) frame.text += text;
    else if (text.trim() !== "") refuse(`there is text between the elements of <${frame.element}>`);
  };
  parser.on("error", ({ message }) => {
    // Without the parser's own position and full stop. A name in it may be as long as the file.
    refuse(
      message
        .replace(/^\d+:\d+: /, "")
        .slice(0, 100)
        .replace(/\.$/, ""),
    );
  });
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
    refuse(findNestingProblem(open.at(-1), name));
    if (open.length >= maxDepth) refuse(`its elements nest more than ${maxDepth} deep`);
    open.push({ element: name, text: "", items: [], entries: new Map(), key: undefined });
  });
  parser.on("closetag", () => {
    const [frame, parent] = [open.pop(), open.at(-1)];
    if (frame === undefined) return;
    if (parent === undefined) root = frame.items[0];
    else refuse(placeIn(parent, frame));
  });
  parser.write(xml).close();
  if (root === undefined) throw new UnreadableError("its <plist> is empty");
  return root;
}

const containers = ["plist", "dict", "array"];

function findNestingProblem(parent: Frame | undefined, element: string): string | undefined {
  const name = element.length > 40 ? `${element.slice(0, 37)}...` : element;
  if (parent === undefined)
    return element === "plist" ? undefined : `it begins with <${name}>, not <plist>`;
  if (!containers.includes(parent.element)) return `<${name}> inside <${parent.element}>`;
  const isKey = element === "key";
  if (!isKey && element !== "dict" && element !== "array" && !Object.hasOwn(scalars, element))
    return `<${name}> is no element of a property list`;
  if (isKey !== (parent.element === "dict" && parent.key === undefined))
    return `<${element}> where ${isKey ? "a value" : "a key"} belongs in <${parent.element}>`;
  return parent.element === "plist" && parent.items.length > 0
    ? `a second value, <${element}>, in <plist>`
    : undefined;
}

/** Returns what is wrong. */
function placeIn(parent: Frame, { element, text, key, items, entries }: Frame): string | undefined {
  if (element === "key") {
    if (parent.entries.has(text)) return `the key ${quoteValue(text)} stands twice in one <dict>`;
    parent.key = text;
    return undefined;
  }
  if (key !== undefined) return `the key ${quoteValue(key)} has no value`;
  const value =
    element === "array" ? items : element === "dict" ? entries : scalars[element]?.(text);
  if (value === undefined) return `<${element}> cannot hold ${quoteValue(text)}`;
  if (parent.key === undefined) parent.items.push(value);
  else parent.entries.set(parent.key, value);
  parent.key = undefined;
  return undefined;
}

/** Undefined if the element does not take the text. */
const scalars: Readonly<Record<string, (text: string) => PropertyListValue | undefined>> = {
  string: (text) => text,
  integer: (text) => (/^\s*[+-]?\d{1,20}\s*$/.test(text) ? Number(text) : undefined),
  real: (text) =>
    /^\s*[+-]?\d{1,30}(?:\.\d{0,30})?(?:[eE][+-]?\d{1,3})?\s*$/.test(text)
      ? Number(text)
      : undefined,
  date: (text) => readDate(text.trim()),
  data: (text) => {
    const base64 = text.replace(/\s/g, "");
    const isBase64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
    return isBase64.test(base64) ? Uint8Array.from(Buffer.from(base64, "base64")) : undefined;
  },
  true: (text) => (text.trim() === "" ? true : undefined),
  false: (text) => (text.trim() === "" ? false : undefined),
};

/** Apple's DTD: a subset of ISO 8601, in UTC, to the second. */
function readDate(text: string): Date | undefined {
  const timeMs = /^.{10}T\d\d:\d\d:\d\dZ$/.test(text) ? readInstant(text) : undefined;
  return timeMs === undefined ? undefined : new Date(timeMs);
}
