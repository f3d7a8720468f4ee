import { toReadable } from "../domain/readable.js";
import { showName } from "../domain/showName.js";
import {
  countAll,
  countRemovals,
  hasChanges,
  type Audience,
  type Explanation,
  type Line,
  type SectionKey,
} from "./explanation.js";
import type { Page, Part } from "./fit.js";

type Kind = Explanation["kind"];

/** What stands before the stack's name. */
export const headings: Readonly<Record<Kind, string>> = {
  preview: "Preview of",
  update: "Update of",
  refresh: "Drift of",
};

const verbs = {
  preview: { loses: "loses", gains: "gains", gain: "gain" },
  update: { loses: "lost", gains: "gained", gain: "gained" },
  refresh: { loses: "has lost", gains: "has gained", gain: "have gained" },
} as const;

/** The headings of the sections. */
const titles: Readonly<Record<SectionKey, string>> = {
  errors: "Errors",
  loses: "Who LOSES a profile",
  noLongerExcluded: "Who is no longer excluded",
  gains: "Who GAINS a profile",
  new: "New profiles",
  renewed: "Renewed profiles",
  replaced: "Replaced profiles",
  deleted: "Deleted profiles",
  otherRemovals: "Other resources that are deleted or replaced",
  rest: "The rest",
  warnings: "Warnings",
};

const drifting = ["loses", "noLongerExcluded", "gains", "renewed", "deleted"];

export function titleOf(key: SectionKey, kind: Kind): string {
  const { loses, gains } = verbs[kind];
  const title = titles[key].replace("LOSES", loses).replace("GAINS", gains);
  return kind === "refresh" && drifting.includes(key) ? `${title}, past Pulumi` : title;
}

const countWords: Readonly<Record<SectionKey, string | [one: string, several: string]>> = {
  errors: ["error", "errors"],
  loses: "lost",
  noLongerExcluded: "no longer excluded",
  gains: "gained",
  new: "new",
  renewed: "renewed",
  replaced: "replaced",
  deleted: "deleted",
  otherRemovals: ["other deleted or replaced", "others deleted or replaced"],
  rest: ["other change", "other changes"],
  warnings: ["warning", "warnings"],
};

/** As in `1 group`. */
function count(number: number, words: string | readonly [one: string, several: string]): string {
  return `${number} ${typeof words === "string" ? words : words[number === 1 ? 0 : 1]}`;
}

/** How many of a section there are, as in `3 lost (1 profile)`. */
export function countSection(key: SectionKey, lines: readonly Line[]): string {
  const counted = count(countAll(lines), countWords[key]);
  if (key !== "loses" && key !== "gains") return counted;
  const profiles = new Set(lines.map(({ name, configurationId }) => configurationId ?? name));
  return `${counted} (${count(profiles.size, ["profile", "profiles"])})`;
}

/** All counts; they are never cut. */
export function describeCounts({ sections, unchanged }: Explanation): string {
  const shown = sections.filter(({ lines }) => lines.length > 0);
  const counts = shown.map(({ key, lines }) => countSection(key, lines));
  return [...counts, ...(unchanged > 0 ? [`${unchanged} unchanged`] : [])].join(" · ");
}

export function describeVerdict(explanation: Explanation): string {
  const removals = countRemovals(explanation);
  if (removals > 0) return `Removals: ${removals}.`;
  if (hasChanges(explanation)) return "Nothing is removed.";
  return explanation.kind === "refresh" ? "Nothing has drifted." : "Nothing changes.";
}

/** Why nobody may approve by this page alone, in words of ours. */
export function describeAlarms({ explanation, hiddenRemovals }: Page): string[] {
  const alarms = explanation.doubts.map((doubt) => `This is not all: ${doubt}.`);
  if (hiddenRemovals === 0) return alarms;
  const hidden = `${hiddenRemovals} of ${countRemovals(explanation)} removals are NOT listed here`;
  return [...alarms, `${hidden}: there is no room. Do not approve by this text.`];
}

/** Whom a line concerns, in one text. */
export function describeAudience(audience: Audience): string {
  const { kind, id = "", name, note } = audience;
  if (kind === "secret" || kind === "unknown" || kind === "unseen") return note ?? kind;
  // A part of the id: two groups may have one name, and whoever wrote the module chose it.
  const notes = [name === undefined ? undefined : id.slice(0, 8), note];
  const shown = notes.filter((one) => one !== undefined).join("; ");
  const texts = {
    allUsers: "All users",
    allDevices: "All devices",
    group: name === undefined ? `group ${id}` : showName(name),
    collection: `collection ${showName(id)}`,
    unrecognized: `target of an unknown kind ${toReadable(id, { maxLength: 200 })}`,
    everyone: "everyone who has it",
  };
  return shown === "" ? texts[kind] : `${texts[kind]} (${shown})`;
}

const mostShapes = 5;

/** What hidden lines amount to, as in `and 212 sets gain 1 group each`; nothing where there are none. */
export function describeHidden({ key, hidden }: Part, kind: Kind): string[] {
  if (hidden.length === 0) return [];
  if (key !== "gains") return [`and ${countSection(key, hidden)}, not listed here`];
  const { gains, gain } = verbs[kind];
  const byShape = Map.groupBy(hidden, ({ who }) => describeShape(who));
  const sorted = [...byShape].sort(([, a], [, b]) => b.length - a.length);
  const shapes = sorted
    .slice(0, mostShapes)
    .map(([shape, { length }]) =>
      length === 1 ? `1 set ${gains} ${shape}` : `${length} sets ${gain} ${shape} each`,
    );
  const others = sorted.slice(mostShapes).flatMap(([, lines]) => lines).length;
  return [`and ${[...shapes, ...(others > 0 ? [`${others} sets gain more`] : [])].join("; ")}`];
}

function describeShape(who: readonly Audience[]): string {
  const numberOf = (kind: Audience["kind"]): number =>
    who.filter((one) => one.kind === kind).length;
  const [users, devices, groups] = [
    numberOf("allUsers"),
    numberOf("allDevices"),
    numberOf("group"),
  ];
  const others = who.length - users - devices - groups;
  return [
    ...(users > 0 ? ["All users"] : []),
    ...(devices > 0 ? ["All devices"] : []),
    ...(groups > 0 ? [count(groups, ["group", "groups"])] : []),
    ...(others > 0 ? [count(others, ["other entry", "other entries"])] : []),
  ].join(" and ");
}
