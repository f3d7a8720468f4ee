import { isOlder, type Entry } from "../domain/entry.js";
import { containsUnknown } from "../domain/values.js";

/** What a run changes. Its JSON is public: see docs/explain.md. */
export interface Explanation {
  formatVersion: 1;
  kind: "preview" | "update" | "refresh";
  stack: string | null;
  /** Why this may not be all. */
  doubts: readonly string[];
  sections: readonly Section[];
}

/** In the order in which a reader needs them: the title, and the word that stands before the count. */
export const sectionWords = {
  errors: ["Errors", "errors"],
  loses: ["Who loses a profile", "lost"],
  noLongerExcluded: ["Who is no longer excluded", "no longer excluded"],
  gains: ["Who gains a profile", "gained"],
  new: ["New profiles", "new"],
  renewed: ["Renewed profiles", "renewed"],
  replaced: ["Replaced profiles", "replaced"],
  deleted: ["Deleted profiles", "deleted"],
  otherRemovals: ["Other resources that are deleted or replaced", "others deleted or replaced"],
  rest: ["The rest", "other changes"],
  warnings: ["Warnings", "warnings"],
} as const;

export type SectionKey = keyof typeof sectionWords;

export const sectionKeys = Object.keys(sectionWords) as SectionKey[];

export interface Section {
  key: SectionKey;
  /** Of all lines, hidden or not. */
  count: number;
  lines: readonly Line[];
  /** For which there is no room. */
  hidden: readonly Line[];
}

/** One profile or other resource. */
export interface Line {
  name: string;
  configurationId?: string | undefined;
  /** Who loses or gains it. */
  who: readonly Audience[];
  /** In our own words, with readable names. */
  note?: string | undefined;
}

/** Findings of one section and key become one line. */
export interface Finding extends Omit<Line, "who"> {
  section: SectionKey;
  /** Distinguishes profiles of one name. Without it, a line of its own. */
  key?: string | undefined;
  who?: Audience;
}

export interface Audience {
  /** `everyone` has the profile now. `unseen`: no run has seen the entries, and `unmanaged: "remove"` removes them. */
  kind: (typeof kinds)[keyof typeof kinds] | "everyone" | "secret" | "unknown" | "unseen";
  id?: string;
  name?: string;
  /** As in `with filter include 1b2c…`. */
  note?: string;
}

/** An approver must not overlook these. */
export function isBroad({ kind }: Audience): boolean {
  return ["allUsers", "allDevices", "everyone"].includes(kind);
}

/** These must never be cut without a note. */
export function isRemoval({ key }: Pick<Section, "key">): boolean {
  return ["loses", "noLongerExcluded", "replaced", "deleted", "otherRemovals"].includes(key);
}

/** A line without audience counts as one. */
export function countAll(lines: readonly Line[]): number {
  return lines.reduce((sum, { who }) => sum + Math.max(1, who.length), 0);
}

/** What an approver has to know first, and the exit code that says the same. */
export function decideVerdict({ doubts, sections }: Explanation) {
  const removing = sections.filter(isRemoval);
  const removals = removing.reduce((sum, { count }) => sum + count, 0);
  const removalsNotShown = countAll(removing.flatMap(({ hidden }) => hidden));
  const cut = `${removalsNotShown} of ${removals} removals are NOT listed here: there is no room. Do not approve by this text.`;
  const alarms = [
    ...doubts.map((doubt) => `This is not all: ${doubt}.`),
    ...(removalsNotShown > 0 ? [cut] : []),
  ];
  const isChanged = sections.some(
    ({ key, count }) => key !== "errors" && key !== "warnings" && count > 0,
  );
  const code = removals > 0 ? 3 : isChanged ? 2 : 0;
  const verdicts = { 0: "Nothing changes.", 2: "Nothing is removed.", 3: `Removals: ${removals}.` };
  const exitCode = alarms.length > 0 ? 4 : code;
  return { removals, removalsNotShown, alarms, verdict: verdicts[code], exitCode };
}

/** Why what is lost or gained is not known. */
export const hiddenReasons = {
  secret: { kind: "secret", note: "cannot be shown: secret" },
  unknown: { kind: "unknown", note: "not known before the update" },
  unread: { kind: "unknown", note: "a plan does not say what was: give --state" },
  removed: { kind: "unseen", note: 'entries that no preview has shown: unmanaged is "remove"' },
} as const satisfies Record<string, Audience>;

const kinds = {
  allLicensedUsersAssignmentTarget: "allUsers",
  allDevicesAssignmentTarget: "allDevices",
  groupAssignmentTarget: "group",
  exclusionGroupAssignmentTarget: "group",
  configurationManagerCollectionAssignmentTarget: "collection",
  unrecognized: "unrecognized",
} as const;

export function audienceOf(entry: Entry, note?: string): Audience {
  if (containsUnknown(entry)) return hiddenReasons.unknown;
  const { filterId, filterType = "", ...ids } = { ...entry } as Partial<Record<string, string>>;
  const id = ids["targetGroupId"] ?? ids["groupId"] ?? ids["collectionId"] ?? ids["target"];
  const filter = filterId && `with filter ${filterType} ${filterId}`;
  const notes = [note, isOlder(entry) && "older collection", filter].filter(Boolean);
  return {
    kind: isOlder(entry) ? "group" : kinds[entry.type],
    ...(id !== undefined && { id }),
    ...(notes.length > 0 && { note: notes.join(", ") }),
  };
}
