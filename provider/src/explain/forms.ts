import { escapeMarkdown, showName, toCode, toReadable } from "../domain/readable.js";
import { countEach } from "../domain/values.js";
import { countAll, decideVerdict, isBroad, isRemoval, sectionWords } from "./explanation.js";
import type { Audience, Explanation, Line, Section } from "./explanation.js";

/** For a terminal. */
const text = {
  gap: "\n",
  heading: (shown: string) => shown,
  escape: (readable: string) => readable,
  strong: (shown: string) => shown,
  warn: (shown: string) => `! ${shown}`,
  link: (whole: string) => whole,
  item: (shown: string) => `  ${shown}`,
  section: (title: string, items: string) => `\n${title}\n${items}`,
  foldedSection: (title: string, items: string) => `\n${title}\n${items}`,
};

type Style = typeof text;

/** For a comment or a job's summary. */
const markdown: Style = {
  gap: "\n\n",
  heading: (shown) => `### ${shown}`,
  escape: escapeMarkdown,
  strong: (shown) => `**${shown}**`,
  warn: (shown) => `⚠ **${shown}**`,
  link: (whole) =>
    /^https:\/\/[\w./?=&%#-]+$/.test(whole) ? `<${whole}>` : escapeMarkdown(showName(whole)),
  item: (shown) => `- ${shown}`,
  section: (title, items) => `#### ${title}\n\n${items}`,
  foldedSection: (title, items) => `<details><summary>${title}</summary>\n\n${items}\n\n</details>`,
};

/** `whole` says where to find all of it. */
export const forms = {
  text: (explanation: Explanation, whole: string) => renderPage(text, explanation, whole),
  markdown: (explanation: Explanation, whole: string) => renderPage(markdown, explanation, whole),
  json: renderJson,
};

const headings = { preview: "Preview of", update: "Update of", refresh: "Drift of" } as const;

function renderPage(style: Style, explanation: Explanation, whole: string): string {
  const { kind, stack } = explanation;
  const sections = explanation.sections.filter(({ count }) => count > 0);
  const counts = sections.map(({ key, count }) => `${sectionWords[key][1]}: ${count}`);
  const { verdict, alarms, removals } = decideVerdict(explanation);
  const blocks = [
    style.heading(`${headings[kind]} ${style.escape(showName(stack ?? "the stack"))}`),
    ...alarms.map(style.warn),
    removals > 0 ? style.warn(verdict) : style.strong(verdict),
    counts.join(" · "),
    isCut(explanation) ? `The whole: ${style.link(whole)}` : "",
    ...sections.map((one) => renderSection(one, style)),
  ];
  return `${blocks.filter((block) => block !== "").join(style.gap)}\n`;
}

function isCut({ sections }: Explanation): boolean {
  return sections.some(({ hidden }) => hidden.length > 0);
}

/** Longer lists are folded, except removals. */
const mostUnfolded = 10;

function renderSection(section: Section, style: Style): string {
  const { key, count, lines } = section;
  const [title] = sectionWords[key];
  const isFolded = lines.length > mostUnfolded && key !== "errors" && !isRemoval(section);
  const shown = lines.map((line) => renderLine(line, style));
  const items = [...shown, ...describeHidden(section)].map(style.item).join("\n");
  if (isFolded) return style.foldedSection(`${title}: ${count}`, items);
  return style.section(title, items);
}

/** As in `name: audience, audience, note`. */
function renderLine({ name, who, note }: Line, style: Style): string {
  const audiences = who.map((audience) => {
    const shown = style.escape(describeAudience(audience));
    return isBroad(audience) ? style.warn(shown) : shown;
  });
  const said = [...audiences, ...(note ? [style.escape(note)] : [])];
  const shownName = style.strong(style.escape(showName(name)));
  return said.length === 0 ? shownName : `${shownName}: ${said.join(", ")}`;
}

function renderJson(explanation: Explanation, whole: string): string {
  const { removals, removalsNotShown } = decideVerdict(explanation);
  const sections = explanation.sections.map(({ key, count, lines, hidden }) => {
    return [key, { count, notShown: countAll(hidden), lines }] as const;
  });
  const counted = { removals, removalsNotShown, ...(isCut(explanation) && { whole }) };
  return `${toCode({ ...explanation, ...counted, sections: Object.fromEntries(sections) })}\n`;
}

export function describeAudience({ kind, id = "", name, note }: Audience): string {
  if (kind === "secret" || kind === "unknown" || kind === "unseen") return note ?? kind;
  const texts = {
    allUsers: "All users",
    allDevices: "All devices",
    group: name === undefined ? `group ${id}` : showName(name),
    collection: `collection ${showName(id)}`,
    unrecognized: `target of an unknown kind ${toReadable(id, { maxLength: 200 })}`,
    everyone: "everyone who has it",
  };
  // Groups may share a name, and the module's author chose it: part of the id distinguishes them.
  const notes = [name === undefined ? undefined : id.slice(0, 8), note];
  const shown = notes.filter((one) => one !== undefined).join("; ");
  return shown === "" ? texts[kind] : `${texts[kind]} (${shown})`;
}

/** As in `… and 212 sets gain 1 group each`. */
function describeHidden({ key, hidden }: Section): string[] {
  if (hidden.length === 0) return [];
  if (key !== "gains") return [`… and ${countAll(hidden)} more, not listed here`];
  const shapes = countEach(hidden.map(({ who }) => describeShape(who)));
  const gains = [...shapes].map(([shape, number]) =>
    number === 1 ? `1 set gains ${shape}` : `${number} sets gain ${shape} each`,
  );
  return [`… and ${gains.join("; ")}`];
}

/** Without numbers above 1: there are few shapes, whatever the sets are. */
function describeShape(who: readonly Audience[]): string {
  const kinds = countEach(who.map(({ kind }) => kind).sort());
  const parts = [...kinds].map(([kind, number]) => {
    if (kind === "allUsers") return "All users";
    if (kind === "allDevices") return "All devices";
    const thing = kind === "group" ? "group" : "other entry";
    return number === 1 ? `1 ${thing}` : `more than one ${thing}`;
  });
  return parts.join(" and ");
}
