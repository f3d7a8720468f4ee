/** What a run changes, for whoever must approve it. Its JSON is public: see docs/explain.md. */
export interface Explanation {
  formatVersion: 1;
  kind: "preview" | "update" | "refresh";
  stack: string | null;
  /** Why this may not be all; empty where it is. */
  doubts: readonly string[];
  /** Resources that stay as they are, where the file lists them. */
  unchanged: number;
  /** In the order in which a reader needs them. */
  sections: readonly Section[];
}

/** In the order in which a reader needs them: the title, and what counts are called (of one, and of several where that differs). */
export const sections = {
  errors: ["Errors", "error", "errors"],
  loses: ["Who LOSES a profile", "lost"],
  noLongerExcluded: ["Who is no longer excluded", "no longer excluded"],
  gains: ["Who GAINS a profile", "gained"],
  new: ["New profiles", "new"],
  renewed: ["Renewed profiles", "renewed"],
  replaced: ["Replaced profiles", "replaced"],
  deleted: ["Deleted profiles", "deleted"],
  otherRemovals: [
    "Other resources that are deleted or replaced",
    "other deleted or replaced",
    "others deleted or replaced",
  ],
  rest: ["The rest", "other change", "other changes"],
  warnings: ["Warnings", "warning", "warnings"],
} as const satisfies Record<string, readonly [title: string, one: string, several?: string]>;

export type SectionKey = keyof typeof sections;

export const sectionKeys = Object.keys(sections) as SectionKey[];

export interface Section {
  key: SectionKey;
  lines: readonly Line[];
}

/** What must never be cut unseen. */
export const removalKeys: ReadonlySet<SectionKey> = new Set([
  "loses",
  "noLongerExcluded",
  "replaced",
  "deleted",
  "otherRemovals",
]);

/** One profile or other resource, and what becomes of it. */
export interface Line {
  /** The profile's or the resource's name. */
  name: string;
  configurationId?: string;
  /** Who loses or gains it. */
  who: readonly Audience[];
  /** What else there is to say, in words of ours, with names that are readable. */
  note?: string;
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
  /** Why, or in which way, as in `with filter include 1b2c…`. */
  note?: string;
}

/** All users and all devices: what an approver must not overlook. */
export function isBroad({ kind }: Audience): boolean {
  return ["allUsers", "allDevices", "everyone"].includes(kind);
}

/** How many entries lines concern: a line without audience counts as one. */
export function countAll(lines: readonly Line[]): number {
  return lines.reduce((sum, { who }) => sum + Math.max(1, who.length), 0);
}

export function countRemovals({ sections }: Explanation): number {
  return countAll(sections.flatMap(({ key, lines }) => (removalKeys.has(key) ? lines : [])));
}

/** Whether anything happens at all. */
export function hasChanges({ sections }: Explanation): boolean {
  return sections.some(
    ({ key, lines }) => key !== "errors" && key !== "warnings" && lines.length > 0,
  );
}
