import { toCode } from "../domain/readable.js";
import { countAll, countRemovals, type Line } from "./explanation.js";
import type { Page, Part } from "./fit.js";

/** For programs, a line of JSON for each line. What is not listed is counted in `notShown`. */
export function renderJson(page: Page, whole: string | undefined): string {
  const { explanation, parts, hiddenRemovals } = page;
  const { formatVersion, kind, stack, doubts, unchanged } = explanation;
  const opening = toCode({
    ...{ formatVersion, kind, stack, doubts, unchanged },
    removals: countRemovals(explanation),
    removalsNotShown: hiddenRemovals,
    ...(page.isCut && { whole: whole ?? "run the same without --max-bytes" }),
  });
  return `${opening.slice(0, -1)},"sections":{\n${parts.map(renderPart).join(",\n")}\n}}\n`;
}

function renderPart({ key, lines, hidden }: Part): string {
  const counts = `"count":${countAll(lines) + countAll(hidden)},"notShown":${countAll(hidden)}`;
  return `"${key}":{${counts},"lines":[${lines.map(renderLine).join(",\n")}]}`;
}

/** A page is tried in several lengths, with the same lines. */
const rendered = new WeakMap<Line, string>();

function renderLine(line: Line): string {
  const text = rendered.get(line) ?? toCode(line);
  rendered.set(line, text);
  return text;
}
