// @ts-nocheck
import { quoteValue } from "../domain/problem.js";
import type { PropertyListValue } from "./propertyList.js";
import { scalarReaders } from "./readScalar.js";

// A profile nests four deep. The limit keeps what recurses over the values off the end of the stack.
const maxDepth = 32;

/** An element that is open: what has been gathered of it so far. */
interface Frame {
  element: string;
  text: string[];
  items: PropertyListValue[];
  entries: Map<string, PropertyListValue>;
  key: string | undefined;
}

const containers = ["plist", "dict", "array"];

/** Builds the value of a property list from the events of an XML parser. Each step answers what is wrong, or nothing. */
export class PropertyListBuilder {
  readonly #open: Frame[] = [];
  root: PropertyListValue | undefined;

  open(element: string): string | undefined {
    const parent = this.#open.at(-1);
    const problem = findNestingProblem(parent, element) ?? this.#findOpenProblem(element);
    if (problem !== undefined) return problem;
    this.#open.push({ element, text: [], items: [], entries: new Map(), key: undefined });
    return undefined;
  }

  addText(text: string): string | undefined {
    const frame = this.#open.at(-1);
    if (frame === undefined) return undefined;
    if (!containers.includes(frame.element)) frame.text.push(text);
    else if (text.trim() !== "") return `there is text between the elements of <${frame.element}>`;
    return undefined;
  }

  close(): string | undefined {
    const frame = this.#open.pop();
    const parent = this.#open.at(-1);
    if (frame === undefined || parent === undefined) return undefined;
    if (frame.element === "key") return takeKey(parent, frame.text.join(""));
    if (frame.key !== undefined) return `the key ${quoteValue(frame.key)} has no value`;
    const value = readFrame(frame);
    if (value === undefined)
      return `<${frame.element}> cannot hold ${quoteValue(frame.text.join(""))}`;
    this.#place(parent, value);
    return undefined;
  }

  #findOpenProblem(element: string): string | undefined {
    if (this.#open.length >= maxDepth) return `its elements nest more than ${maxDepth} deep`;
    return this.#open.length === 1 && this.root !== undefined
      ? `a second value, <${element}>, in <plist>`
      : undefined;
  }

  #place(parent: Frame, value: PropertyListValue): void {
    if (parent.element === "plist") this.root = value;
    else if (parent.element === "array") parent.items.push(value);
    else if (parent.key !== undefined) {
      parent.entries.set(parent.key, value);
      parent.key = undefined;
    }
  }
}

function findNestingProblem(parent: Frame | undefined, element: string): string | undefined {
  if (parent === undefined)
    return element === "plist" ? undefined : `it begins with <${quoteName(element)}>, not <plist>`;
  if (!containers.includes(parent.element))
    return `<${quoteName(element)}> inside <${parent.element}>`;
  const isKey = element === "key";
  if (!isKey && element !== "dict" && element !== "array" && !Object.hasOwn(scalarReaders, element))
    return `<${quoteName(element)}> is no element of a property list`;
  if (isKey !== (parent.element === "dict" && parent.key === undefined))
    return `<${element}> where ${isKey ? "a value" : "a key"} belongs in <${parent.element}>`;
  return undefined;
}

function takeKey(dict: Frame, key: string): string | undefined {
  if (dict.entries.has(key)) return `the key ${quoteValue(key)} stands twice in one <dict>`;
  dict.key = key;
  return undefined;
}

function readFrame({ element, items, entries, text }: Frame): PropertyListValue | undefined {
  if (element === "array") return items;
  if (element === "dict") return entries;
  return scalarReaders[element]?.(text.join(""));
}

/** An element's name may be as long as the file. */
function quoteName(element: string): string {
  return element.length > 40 ? `${element.slice(0, 37)}...` : element;
}
