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

/** In the order in which a reader needs them. Counts: of one, and of several where that differs. */
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

/** These must never be cut unseen. */
export const removalKeys: ReadonlySet<SectionKey> = new Set([
  "loses",
  "noLongerExcluded",
  "replaced",
  "deleted",
  "otherRemovals",
]);

/** One profile or other resource. */
export interface Line {
  name: string;
  configurationId?: string;
  /** Who loses or gains it. */
  who: readonly Audience[];
  /** In our own words, with readable names. */
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
  /** As in `with filter include 1b2c…`. */
  note?: string;
}

/** An approver must not overlook these. */
export function isBroad({ kind }: Audience): boolean {
  return ["allUsers", "allDevices", "everyone"].includes(kind);
}

/** A line without audience counts as one. */
export function countAll(lines: readonly Line[]): number {
  return lines.reduce((sum, { who }) => sum + Math.max(1, who.length), 0);
}

export function countRemovals({ sections }: Explanation): number {
  return countAll(sections.flatMap(({ key, lines }) => (removalKeys.has(key) ? lines : [])));
}

export function hasChanges({ sections }: Explanation): boolean {
  return sections.some(
    ({ key, lines }) => key !== "errors" && key !== "warnings" && lines.length > 0,
  );
}
