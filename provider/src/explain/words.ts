import { toReadable, showName } from "../domain/readable.js";
import {
  countAll,
  countRemovals,
  hasChanges,
  sections,
  type Audience,
  type Explanation,
  type Line,
  type SectionKey,
} from "./explanation.js";
import type { Page, Part } from "./fit.js";

type Kind = Explanation["kind"];

const kindWords = {
  preview: { heading: "Preview of", loses: "loses", gains: "gains", gain: "gain" },
  update: { heading: "Update of", loses: "lost", gains: "gained", gain: "gained" },
  refresh: { heading: "Drift of", loses: "has lost", gains: "has gained", gain: "have gained" },
} as const;

/** @param show makes the stack's name readable. */
export function headingOf({ kind, stack }: Explanation, show: (name: string) => string): string {
  return `${kindWords[kind].heading} ${stack === null ? "the stack" : show(stack)}`;
}

const drifting = ["loses", "noLongerExcluded", "gains", "renewed", "deleted"];

export function titleOf(key: SectionKey, kind: Kind): string {
  const { loses, gains } = kindWords[kind];
  const title = sections[key][0].replace("LOSES", loses).replace("GAINS", gains);
  return kind === "refresh" && drifting.includes(key) ? `${title}, past Pulumi` : title;
}

/** As in `1 group`. */
function count(number: number, one: string, several = one): string {
  return `${number} ${number === 1 ? one : several}`;
}

/** As in `3 lost (1 profile)`. */
export function countSection(key: SectionKey, lines: readonly Line[]): string {
  const [, one, several]: readonly [string, string, string?] = sections[key];
  const counted = count(countAll(lines), one, several);
  if (key !== "loses" && key !== "gains") return counted;
  const profiles = new Set(lines.map(({ name, configurationId }) => configurationId ?? name));
  return `${counted} (${count(profiles.size, "profile", "profiles")})`;
}

/** Never cut. */
export function describeCounts(explanation: Explanation): string {
  const { unchanged } = explanation;
  const shown = explanation.sections.filter(({ lines }) => lines.length > 0);
  const counts = shown.map(({ key, lines }) => countSection(key, lines));
  return [...counts, ...(unchanged > 0 ? [`${unchanged} unchanged`] : [])].join(" · ");
}

export function describeVerdict(explanation: Explanation): string {
  const removals = countRemovals(explanation);
  if (removals > 0) return `Removals: ${removals}.`;
  if (hasChanges(explanation)) return "Nothing is removed.";
  return explanation.kind === "refresh" ? "Nothing has drifted." : "Nothing changes.";
}

/** Why nobody may approve by this page alone, in our own words. */
export function describeAlarms({ explanation, hiddenRemovals }: Page): string[] {
  const alarms = explanation.doubts.map((doubt) => `This is not all: ${doubt}.`);
  if (hiddenRemovals === 0) return alarms;
  const hidden = `${hiddenRemovals} of ${countRemovals(explanation)} removals are NOT listed here`;
  return [...alarms, `${hidden}: there is no room. Do not approve by this text.`];
}

export function describeAudience(audience: Audience): string {
  const { kind, id = "", name, note } = audience;
  if (kind === "secret" || kind === "unknown" || kind === "unseen") return note ?? kind;
  // Groups may share a name, and the module's author chose it: part of the id distinguishes them.
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

/** As in `and 212 sets gain 1 group each`. */
export function describeHidden({ key, hidden }: Part, kind: Kind): string[] {
  if (hidden.length === 0) return [];
  if (key !== "gains") return [`and ${countSection(key, hidden)}, not listed here`];
  const { gains, gain } = kindWords[kind];
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
    ...(groups > 0 ? [count(groups, "group", "groups")] : []),
    ...(others > 0 ? [count(others, "other entry", "other entries")] : []),
  ].join(" and ");
}
