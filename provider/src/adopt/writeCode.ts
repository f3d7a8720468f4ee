import { toCode, toReadable } from "../domain/readable.js";

/** Columns, the default of TypeScript's formatters. */
const widestLine = 80;

/** Fits beside each name of a property. */
const widestString = 58;

/**
 * A template literal where there are quotes, or where formatters may count other columns than we: they leave it as it is. A
 * character beyond ASCII takes two columns at most.
 */
export function writeString(text: string): string {
  const json = toCode(text);
  const isAscii = /^[ -~]*$/.test(json);
  const isShort = json.replaceAll(/[^ -~]/g, "  ").length <= widestString;
  if ((isAscii || isShort) && !text.includes('"')) return json;
  const inner = json.slice(1, -1).replaceAll('\\"', '"');
  return `\`${inner.replaceAll(/`|\$(?=\{)/g, "\\$&")}\``;
}

/** A leading @ would be a compiler directive. */
export function writeComment(text: string): string {
  return `// ${toReadable(text.trim()).replace(/^(?=@)/, "\\")}`.trimEnd();
}

export function writeImport(names: readonly string[], module: string): string[] {
  // Two of ours are wider than a line.
  if (names.length === 1) return [`import { ${names.join("")} } from "${module}";`];
  return ["import {", ...names.map((name) => `  ${name},`), `} from "${module}";`];
}

export type Code = string | readonly Code[] | CodeObject | CodeCall;

export interface CodeObject {
  properties: Readonly<Record<string, Code | undefined>>;
}

export interface CodeCall {
  call: string;
  args: readonly string[];
  /** The last argument. */
  options?: CodeObject;
}

/** Laid out as formatters do: in one line where it fits, except objects. */
export function writeCode(before: string, code: Code, after: string): string[] {
  const fits = (text: string): boolean => text.length <= widestLine;
  const indent = before.slice(0, before.search(/\S|$/));
  const inner = `${indent}  `;
  if (typeof code === "string") {
    const line = before + code + after;
    const breaks = code.startsWith('"') && before.endsWith(": ") && !fits(line);
    return breaks ? [before.trimEnd(), inner + code + after] : [line];
  }
  if ("properties" in code) {
    const lines = Object.entries(code.properties).flatMap(([key, value]) =>
      value === undefined ? [] : writeCode(`${inner}${key}: `, value, ","),
    );
    return [`${before}{`, ...lines, `${indent}}${after}`];
  }
  if (!("call" in code)) return writeList(`${before}[`, code, `]${after}`);
  const { call, args, options } = code;
  const head = `${before}${call}(`;
  if (options === undefined) return writeList(head, args, `)${after}`);
  const start = head + args.map((one) => `${one}, `).join("");
  return fits(`${start}{`)
    ? writeCode(start, options, `)${after}`)
    : writeList(head, [...args, options], `)${after}`);
}

function writeList(start: string, items: readonly Code[], end: string): string[] {
  const parts = items.map((one) => writeCode("", one, ""));
  const line = `${start}${parts.join(", ")}${end}`;
  if (parts.every(({ length }) => length === 1) && line.length <= widestLine) return [line];
  const indent = start.slice(0, start.search(/\S/));
  return [start, ...items.flatMap((one) => writeCode(`${indent}  `, one, ",")), indent + end];
}
