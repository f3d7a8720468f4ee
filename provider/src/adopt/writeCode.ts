import { toCode, toReadable } from "../domain/readable.js";
import { measureWidth } from "./measureWidth.js";

/** Columns that a line of a program has at most, as formatters of TypeScript have it by default. */
const widestLine = 80;

/** A text as a string of a program, in the quotes that need fewer escapes. */
export function writeString(text: string): string {
  const doubles = text.split('"').length;
  const singles = text.split("'").length;
  const json = toCode(text);
  if (doubles <= singles) return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** A text as a comment of one line. What begins with @ would be one of the compiler's directives. */
export function writeComment(text: string): string {
  return `// ${toReadable(text.trim()).replace(/^(?=@)/, "\\")}`.trimEnd();
}

/** A property of an object in a program: an expression, or a list of expressions; either may have several lines. */
export type Property = readonly [key: string, value: string | readonly string[]];

/** The lines of a property, laid out as formatters do: in one line where it fits. */
export function writeProperty([key, value]: Property, indent: string): string[] {
  const isList = typeof value !== "string";
  const line = `${indent}${key}: ${isList ? `[${value.join(", ")}]` : value},`;
  if (measureWidth(line) <= widestLine && !line.includes("\n")) return [line];
  if (isList) {
    const items = value.flatMap((item) => indentLines(`${item},`, `${indent}  `));
    return [`${indent}${key}: [`, ...items, `${indent}],`];
  }
  const isString = /^["']/.test(value);
  return isString
    ? [`${indent}${key}:`, `${indent}  ${value},`]
    : indentLines(`${key}: ${value},`, indent);
}

/** The construction of a resource. */
export function writeConstruction(
  head: string,
  name: string,
  properties: readonly Property[],
): string[] {
  const inOneLine = `${head}(${writeString(name)}, {`;
  const write = (indent: string): string[] =>
    properties.flatMap((property) => writeProperty(property, indent));
  if (inOneLine.length <= widestLine) return [inOneLine, ...write("  "), "});"];
  return [`${head}(`, `  ${writeString(name)},`, "  {", ...write("    "), "  },", ");"];
}

export function writeImport(names: readonly string[], module: string): string[] {
  const line = `import { ${names.join(", ")} } from "${module}";`;
  if (line.length <= widestLine || names.length === 1) return [line];
  return ["import {", ...names.map((name) => `  ${name},`), `} from "${module}";`];
}

function indentLines(text: string, indent: string): string[] {
  return text.split("\n").map((line) => `${indent}${line}`);
}
