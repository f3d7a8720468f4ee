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

export const sectionKeys = [
  "errors",
  "loses",
  "noLongerExcluded",
  "gains",
  "new",
  "renewed",
  "replaced",
  "deleted",
  "otherRemovals",
  "rest",
  "warnings",
] as const;

export type SectionKey = (typeof sectionKeys)[number];

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
