export interface Group {
  /** GUID in lower case. */
  id: string;
  /** Not unique. */
  displayName: string;
  description: string | null;
}

export interface DirectoryGroup extends Group {
  /** As in "dynamic security group"; empty if Graph does not show it. */
  kind: string;
}

/** In characters: the longest that `$filter` with `eq` takes (Graph's known issues). A name may have 256. */
export const longestComparableName = 120;
