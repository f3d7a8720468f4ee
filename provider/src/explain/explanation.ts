/** What a run changes. Its JSON is public: see docs/explain.md. */
export interface Explanation {
  formatVersion: 1;
  kind: "preview" | "update" | "refresh";
  stack: string | null;
  /** Why this may not be all. */
  doubts: readonly string[];
  /** As far as the file lists them. */
  unchanged: number;
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

const removalKeys = ["loses", "noLongerExcluded", "replaced", "deleted", "otherRemovals"];

export interface Section {
  key: SectionKey;
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
export interface Finding extends Line {
  section: SectionKey;
  /** Tells apart profiles of one name. Without it, a line of its own. */
  key?: string;
}

export interface Audience {
  kind:
    | "allUsers"
    | "allDevices"
    | "group"
    | "collection"
    | "unrecognized"
    /** Whoever has the profile now. */
    | "everyone"
    | "secret"
    | "unknown"
    /** Entries that no run has seen, which `unmanaged: "remove"` removes. */
    | "unseen";
  id?: string;
  name?: string;
  /** As in `with filter include 1b2c…`. */
  note?: string;
}

/** An approver must not overlook these. */
export function isBroad({ kind }: Audience): boolean {
  return ["allUsers", "allDevices", "everyone"].includes(kind);
}

/** These must never be cut unseen. */
export function isRemoval({ key }: Pick<Section, "key">): boolean {
  return removalKeys.includes(key);
}

/** A line without audience counts as one. */
export function countAll(lines: readonly Line[]): number {
  return lines.reduce((sum, { who }) => sum + Math.max(1, who.length), 0);
}

export function countRemovals({ sections }: Explanation): { all: number; hidden: number } {
  const removals = sections.filter(isRemoval);
  const hidden = countAll(removals.flatMap((section) => section.hidden));
  return { all: hidden + countAll(removals.flatMap(({ lines }) => lines)), hidden };
}

export function hasChanges({ sections }: Explanation): boolean {
  const changes = sections.filter(({ key }) => key !== "errors" && key !== "warnings");
  return changes.some(({ lines, hidden }) => lines.length + hidden.length > 0);
}
