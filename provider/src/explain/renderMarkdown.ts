import { escapeMarkdown } from "../domain/escapeMarkdown.js";
import { showName } from "../domain/showName.js";
import { isBroad } from "./audience.js";
import {
  countRemovals,
  removalKeys,
  type Audience,
  type Line,
  type SectionKey,
} from "./explanation.js";
import type { Page, Part } from "./fit.js";
import {
  countSection,
  describeAudience,
  describeCounts,
  describeHidden,
  describeVerdict,
  headings,
  titles,
} from "./words.js";

/** Longer lists of what is not removed are folded. */
const mostUnfolded = 10;

/** For a comment or a job's summary. `whole` says where all of it is. */
export function renderMarkdown(page: Page, whole: string | undefined): string {
  const { explanation, parts, hiddenRemovals } = page;
  const { kind, stack, doubts } = explanation;
  const removals = countRemovals(explanation);
  const sign = removals > 0 ? "⚠ " : "";
  return joinBlocks([
    `### ${headings[kind]} ${stack === null ? "the stack" : escapeMarkdown(stack)}`,
    ...doubts.map((doubt) => `**⚠ This is not all: ${escapeMarkdown(doubt)}.**`),
    ...(hiddenRemovals > 0
      ? [
          `**⚠ ${hiddenRemovals} of ${removals} removals are NOT listed here: there is no room. Do not approve by this text.**`,
        ]
      : []),
    `**${sign}${describeVerdict(explanation)}** ${escapeMarkdown(describeCounts(explanation))}`.trim(),
    ...(page.isCut ? [`The whole: ${renderWhole(whole)}`] : []),
    ...parts.flatMap((part) => renderPart(part, page)),
  ]);
}

function renderWhole(whole = "run the same without --max-bytes"): string {
  return /^https:\/\/[\w./?=&%#-]+$/.test(whole) ? `<${whole}>` : escapeMarkdown(showName(whole));
}

function joinBlocks(blocks: readonly string[]): string {
  return `${blocks.join("\n\n")}\n`;
}

function renderPart({ key, lines, hidden }: Part, { explanation: { kind } }: Page): string[] {
  if (lines.length + hidden.length === 0) return [];
  const title = titles[kind][key];
  const items = [
    ...lines.map((line) => renderLine(key, line)),
    ...(hidden.length > 0 ? describeHidden(key, hidden, kind) : []).map((text) => `- … ${text}`),
  ].join("\n");
  if (removalKeys.has(key) || key === "errors" || lines.length <= mostUnfolded)
    return [`#### ${title}`, items];
  const all = countSection(key, [...lines, ...hidden]);
  return [`<details><summary>${title}: ${all}</summary>`, items, "</details>"];
}

/** A page is tried in several lengths, with the same lines. */
const rendered = new WeakMap<Line, string>();

function renderLine(key: SectionKey, line: Line): string {
  const text = rendered.get(line) ?? describeLine(key, line);
  rendered.set(line, text);
  return text;
}

function describeLine(key: SectionKey, { name, who, note }: Line): string {
  const said = [...who.map(renderAudience), ...(note === undefined ? [] : [escapeMarkdown(note)])];
  const text = escapeMarkdown(showName(name));
  if (key === "errors" || key === "warnings") return `- ${text}`;
  return `- **${text}**${said.length === 0 ? "" : `: ${said.join(", ")}`}`;
}

function renderAudience(audience: Audience): string {
  const text = escapeMarkdown(describeAudience(audience));
  return isBroad(audience) ? `⚠ **${text}**` : text;
}
