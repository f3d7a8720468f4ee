import { showName } from "../domain/showName.js";
import { isBroad } from "./audience.js";
import { countRemovals, type Line } from "./explanation.js";
import type { Page, Part } from "./fit.js";
import {
  describeAudience,
  describeCounts,
  describeHidden,
  describeVerdict,
  headings,
  titles,
} from "./words.js";

/** For a terminal or a log. `whole` says where all of it is. */
export function renderText(page: Page, whole: string | undefined): string {
  const { explanation, parts, hiddenRemovals } = page;
  const { kind, stack, doubts } = explanation;
  const lines = [
    `${headings[kind]} ${stack === null ? "the stack" : showName(stack)}`,
    ...doubts.map((doubt) => `! This is not all: ${doubt}.`),
    ...(hiddenRemovals > 0
      ? [
          `! ${hiddenRemovals} of ${countRemovals(explanation)} removals are NOT listed here: there is no room. Do not approve by this text.`,
        ]
      : []),
    describeVerdict(explanation),
    ...[describeCounts(explanation)].filter((counts) => counts !== ""),
    ...(page.isCut ? [`The whole: ${whole ?? "run the same without --max-bytes"}`] : []),
    ...parts.flatMap((part) => renderPart(part, kind)),
  ];
  return `${lines.join("\n")}\n`;
}

function renderPart({ key, lines, hidden }: Part, kind: Page["explanation"]["kind"]): string[] {
  if (lines.length + hidden.length === 0) return [];
  return [
    "",
    titles[kind][key],
    ...lines.map(renderLine),
    ...(hidden.length > 0 ? describeHidden(key, hidden, kind) : []).map((text) => `  … ${text}`),
  ];
}

/** A page is tried in several lengths, with the same lines. */
const rendered = new WeakMap<Line, string>();

function renderLine(line: Line): string {
  const text = rendered.get(line) ?? describeLine(line);
  rendered.set(line, text);
  return text;
}

function describeLine({ name, who, note }: Line): string {
  const audiences = who.map((one) => `${isBroad(one) ? "! " : ""}${describeAudience(one)}`);
  const said = [...audiences, ...(note === undefined ? [] : [note])];
  return `  ${[showName(name), ...(said.length > 0 ? [said.join(", ")] : [])].join(": ")}`;
}
