export interface Group {
  /** GUID in lower case. */
  id: string;
  /** Not unique. */
  displayName: string;
  description: string | null;
}

export interface DirectoryGroup extends Group {
  /** As in "dynamic security group"; may be empty. */
  kind: string;
}

/** In characters: the limit of `$filter` with `eq` (Graph's known issues). */
export const longestComparableName = 120;
