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

type Kind = Explanation["kind"];

/** What stands before the stack's name. */
export const headings: Readonly<Record<Kind, string>> = {
  preview: "Preview of",
  update: "Update of",
  refresh: "Drift of",
};

const common = {
  errors: "Errors",
  new: "New profiles",
  renewed: "Renewed profiles",
  replaced: "Replaced profiles",
  deleted: "Deleted profiles",
  otherRemovals: "Other resources that are deleted or replaced",
  rest: "The rest",
  warnings: "Warnings",
};

/** The headings of the sections. */
export const titles: Readonly<Record<Kind, Readonly<Record<SectionKey, string>>>> = {
  preview: {
    ...common,
    loses: "Who loses a profile",
    noLongerExcluded: "Who is no longer excluded",
    gains: "Who gains a profile",
  },
  update: {
    ...common,
    loses: "Who lost a profile",
    noLongerExcluded: "Who is no longer excluded",
    gains: "Who gained a profile",
  },
  refresh: {
    ...common,
    loses: "Who has lost a profile, past Pulumi",
    noLongerExcluded: "Who is no longer excluded, past Pulumi",
    gains: "Who has gained a profile, past Pulumi",
    renewed: "Renewed profiles, past Pulumi",
    deleted: "Deleted profiles, past Pulumi",
  },
};

const countWords: Readonly<Record<SectionKey, readonly [one: string, several: string]>> = {
  errors: ["error", "errors"],
  loses: ["lost", "lost"],
  noLongerExcluded: ["no longer excluded", "no longer excluded"],
  gains: ["gained", "gained"],
  new: ["new", "new"],
  renewed: ["renewed", "renewed"],
  replaced: ["replaced", "replaced"],
  deleted: ["deleted", "deleted"],
  otherRemovals: ["other deleted or replaced", "others deleted or replaced"],
  rest: ["other change", "other changes"],
  warnings: ["warning", "warnings"],
};

/** How many of a section there are, as in `3 lost (1 profile)`. */
export function countSection(key: SectionKey, lines: readonly Line[]): string {
  const count = countAll(lines);
  const [one, several] = countWords[key];
  const counted = `${count} ${count === 1 ? one : several}`;
  if (key !== "loses" && key !== "gains") return counted;
  const profiles = new Set(lines.map(({ name, configurationId }) => configurationId ?? name)).size;
  return `${counted} (${profiles} ${profiles === 1 ? "profile" : "profiles"})`;
}

/** All counts; they are never cut. */
export function describeCounts({ sections, unchanged }: Explanation): string {
  const counts = sections
    .filter(({ lines }) => lines.length > 0)
    .map(({ key, lines }) => countSection(key, lines));
  return [...counts, ...(unchanged > 0 ? [`${unchanged} unchanged`] : [])].join(" · ");
}

export function describeVerdict(explanation: Explanation): string {
  const removals = countRemovals(explanation);
  if (removals > 0) return `Removals: ${removals}.`;
  if (hasChanges(explanation)) return "Nothing is removed.";
  return explanation.kind === "refresh" ? "Nothing has drifted." : "Nothing changes.";
}

/** Whom a line concerns, in one text. */
export function describeAudience({ kind, id = "", name, note }: Audience): string {
  const notes = note === undefined ? [] : [note];
  const within = (text: string, more: readonly string[]): string =>
    more.length === 0 ? text : `${text} (${more.join("; ")})`;
  switch (kind) {
    case "allUsers":
      return within("All users", notes);
    case "allDevices":
      return within("All devices", notes);
    case "group": {
      // A part of the id: two groups may have one name, and whoever wrote the module chose it.
      if (name === undefined) return within(`group ${id}`, notes);
      return within(showName(name), [id.slice(0, 8), ...notes]);
    }
    case "collection":
      return within(`collection ${showName(id)}`, notes);
    case "unrecognized":
      return within(`target of an unknown kind ${toReadable(id, { maxLength: 200 })}`, notes);
    case "everyone":
      return within("everyone who has it", notes);
    case "secret":
    case "unknown":
    case "unseen":
      return note ?? kind;
  }
}

/** What hidden lines amount to, as in `212 profiles gain 1 group each`. */
export function describeHidden(key: SectionKey, lines: readonly Line[], kind: Kind): string[] {
  if (key !== "gains") return [`and ${countSection(key, lines)}, not listed here`];
  const shapes = new Map<string, number>();
  for (const { who } of lines) {
    const shape = describeShape(who);
    shapes.set(shape, (shapes.get(shape) ?? 0) + 1);
  }
  const [single, plural] =
    kind === "preview"
      ? ["gains", "gain"]
      : kind === "update"
        ? ["gained", "gained"]
        : ["has gained", "have gained"];
  const sorted = [...shapes].sort(([, a], [, b]) => b - a);
  const listed = sorted
    .slice(0, mostShapes)
    .map(([shape, count]) =>
      count === 1 ? `1 set ${single} ${shape}` : `${count} sets ${plural} ${shape} each`,
    );
  const others = sorted.slice(mostShapes).reduce((sum, [, count]) => sum + count, 0);
  return [`and ${[...listed, ...(others > 0 ? [`${others} sets gain more`] : [])].join("; ")}`];
}

const mostShapes = 5;

function describeShape(who: readonly Audience[]): string {
  const groups = who.filter(({ kind }) => kind === "group").length;
  const rest = who.length - groups;
  const has = (kind: Audience["kind"]): boolean => who.some((audience) => audience.kind === kind);
  const broad = [has("allUsers") ? "All users" : "", has("allDevices") ? "All devices" : ""].filter(
    (text) => text !== "",
  );
  const others = rest - broad.length;
  return [
    ...broad,
    ...(groups > 0 ? [`${groups} ${groups === 1 ? "group" : "groups"}`] : []),
    ...(others > 0 ? [`${others} ${others === 1 ? "other entry" : "other entries"}`] : []),
  ].join(" and ");
}
