import { toCode, toReadable } from "../domain/readable.js";

/** Columns, the default of TypeScript's formatters. */
const widestLine = 80;

/** In the quotes that need fewer escapes. */
export function writeString(text: string): string {
  const doubles = text.split('"').length;
  const singles = text.split("'").length;
  const json = toCode(text);
  if (doubles <= singles) return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** A leading @ would be a compiler directive. */
export function writeComment(text: string): string {
  return `// ${toReadable(text.trim()).replace(/^(?=@)/, "\\")}`.trimEnd();
}

export function writeImport(names: readonly string[], module: string): string[] {
  const line = `import { ${names.join(", ")} } from "${module}";`;
  if (line.length <= widestLine || names.length === 1) return [line];
  return ["import {", ...names.map((name) => `  ${name},`), `} from "${module}";`];
}

export type Code = string | readonly Code[] | CodeObject | { call: string; args: readonly Code[] };

export interface CodeObject {
  properties: Readonly<Record<string, Code | undefined>>;
}

/** Laid out as formatters do: in one line where it fits, except objects. */
export function writeCode(before: string, code: Code, after: string): string[] {
  const line = toLine(code);
  const fits = (text: string): boolean => measureWidth(text) <= widestLine;
  if (line !== undefined && fits(before + line + after)) return [before + line + after];
  const indent = before.slice(0, before.search(/\S|$/));
  const inner = `${indent}  `;
  const writeAll = (codes: readonly Code[]) => codes.flatMap((one) => writeCode(inner, one, ","));
  if (typeof code === "string") {
    const breaks = /^["']/.test(code) && before.endsWith(": ");
    return breaks ? [before.trimEnd(), inner + code + after] : [before + code + after];
  }
  if ("properties" in code) {
    const lines = Object.entries(code.properties).flatMap(([key, value]) =>
      value === undefined ? [] : writeCode(`${inner}${key}: `, value, ","),
    );
    return [`${before}{`, ...lines, `${indent}}${after}`];
  }
  if (!("call" in code)) return [`${before}[`, ...writeAll(code), `${indent}]${after}`];
  const last = code.args.at(-1);
  const head = `${before}${code.call}(`;
  const others = code.args
    .slice(0, -1)
    .map((one) => `${toLine(one) ?? ""}, `)
    .join("");
  // An object stays behind the other arguments if they fit beside its brace.
  return typeof last === "object" && "properties" in last && fits(`${head}${others}{`)
    ? writeCode(head + others, last, `)${after}`)
    : [head, ...writeAll(code.args), `${indent})${after}`];
}

/** Undefined where it holds an object. */
function toLine(code: Code): string | undefined {
  if (typeof code === "string") return code;
  if ("properties" in code) return undefined;
  const parts = ("call" in code ? code.args : code).map(toLine);
  if (parts.includes(undefined)) return undefined;
  return "call" in code ? `${code.call}(${parts.join(", ")})` : `[${parts.join(", ")}]`;
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** East Asian characters, except half-width forms, take two columns (Unicode Standard Annex 11). */
const wide =
  /(?![\u{ff61}-\u{ffdc}])[\p{Script_Extensions=Han}\p{Script_Extensions=Hiragana}\p{Script_Extensions=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\u{3000}\u{ff01}-\u{ff60}\u{ffe0}-\u{ffe6}]/u;

/** In columns, as formatters count: two for an emoji of any parts, none for a combining mark. */
function measureWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  const widths = [...graphemes.segment(text)].flatMap(({ segment }) =>
    /^\p{Emoji_Presentation}|\u{200d}\p{Emoji}/u.test(segment)
      ? 2
      : Array.from(segment.replaceAll(/[\p{Mn}\p{Me}]/gu, ""), (one) => (wide.test(one) ? 2 : 1)),
  );
  return widths.reduce((sum, width) => sum + width, 0);
}
