import { escapeMarkdown, toCode, showName } from "../domain/readable.js";
import { countAll, countRemovals, isBroad, removalKeys } from "./explanation.js";
import type { Form } from "./fit.js";
import {
  countSection,
  describeAlarms,
  describeAudience,
  describeCounts,
  describeHidden,
  describeVerdict,
  headingOf,
  titleOf,
} from "./words.js";

const text: Form = {
  renderLine({ name, who, note }) {
    const audiences = who.map((one) => `${isBroad(one) ? "! " : ""}${describeAudience(one)}`);
    const said = [...audiences, ...(note === undefined ? [] : [note])].join(", ");
    return `  ${showName(name)}${said === "" ? "" : `: ${said}`}`;
  },
  renderPage(page) {
    const { explanation, parts, whole } = page;
    const { kind } = explanation;
    const counts = describeCounts(explanation);
    const lines = [
      headingOf(explanation, showName),
      ...describeAlarms(page).map((alarm) => `! ${alarm}`),
      describeVerdict(explanation),
      ...(counts === "" ? [] : [counts]),
      ...(whole === undefined ? [] : [`The whole: ${whole}`]),
      ...parts
        .filter(({ all }) => all.length > 0)
        .flatMap((part) => [
          ...["", titleOf(part.key, kind), ...part.lines],
          ...describeHidden(part, kind).map((hidden) => `  … ${hidden}`),
        ]),
    ];
    return `${lines.join("\n")}\n`;
  },
};

/** Longer lists are folded, except removals. */
const mostUnfolded = 10;

/** For a comment or a job's summary. */
const markdown: Form = {
  renderLine({ name, who, note }, key) {
    const title = escapeMarkdown(showName(name));
    if (key === "errors" || key === "warnings") return `- ${title}`;
    const audiences = who.map((audience) => {
      const shown = escapeMarkdown(describeAudience(audience));
      return isBroad(audience) ? `⚠ **${shown}**` : shown;
    });
    const said = [...audiences, ...(note === undefined ? [] : [escapeMarkdown(note)])].join(", ");
    return `- **${title}**${said === "" ? "" : `: ${said}`}`;
  },
  renderPage(page) {
    const { explanation, parts, whole } = page;
    const { kind } = explanation;
    const sign = countRemovals(explanation) > 0 ? "⚠ " : "";
    const counts = escapeMarkdown(describeCounts(explanation));
    const blocks = [
      `### ${headingOf(explanation, escapeMarkdown)}`,
      ...describeAlarms(page).map((alarm) => `**⚠ ${alarm}**`),
      `**${sign}${describeVerdict(explanation)}** ${counts}`.trim(),
      ...(whole === undefined ? [] : [`The whole: ${linkTo(whole)}`]),
      ...parts.flatMap((part) => {
        const { key, lines, all } = part;
        if (all.length === 0) return [];
        const hidden = describeHidden(part, kind).map((one) => `- … ${one}`);
        const items = [...lines, ...hidden].join("\n");
        const title = titleOf(key, kind);
        if (removalKeys.has(key) || key === "errors" || lines.length <= mostUnfolded)
          return [`#### ${title}`, items];
        const summary = `${title}: ${countSection(key, all)}`;
        return [`<details><summary>${summary}</summary>`, items, "</details>"];
      }),
    ];
    return `${blocks.join("\n\n")}\n`;
  },
};

function linkTo(whole: string): string {
  return /^https:\/\/[\w./?=&%#-]+$/.test(whole) ? `<${whole}>` : escapeMarkdown(showName(whole));
}

/** One line of JSON for each line. */
const json: Form = {
  renderLine: (line) => toCode(line),
  renderPage({ explanation, parts, hiddenRemovals, whole }) {
    const { formatVersion, kind, stack, doubts, unchanged } = explanation;
    const opening = toCode({
      ...{ formatVersion, kind, stack, doubts, unchanged },
      removals: countRemovals(explanation),
      removalsNotShown: hiddenRemovals,
      ...(whole !== undefined && { whole }),
    });
    const sections = parts.map(({ key, all, hidden, lines }) => {
      const counts = `"count":${countAll(all)},"notShown":${countAll(hidden)}`;
      return `"${key}":{${counts},"lines":[${lines.join(",\n")}]}`;
    });
    return `${opening.slice(0, -1)},"sections":{\n${sections.join(",\n")}\n}}\n`;
  },
};

export const forms = { text, markdown, json } as const;
