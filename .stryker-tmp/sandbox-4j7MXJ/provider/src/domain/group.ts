/** A group of the directory, as far as an assignment is concerned with it. */
// @ts-nocheck

export interface Group {
  /** GUID in lower case. */
  id: string;
  /** Not unique: a directory may have several groups of one name. */
  displayName: string;
  description: string | null;
}

/**
 * The longest name that Graph finds groups by, in characters, though a name may have 256. Source: Graph's known issues,
 * of `$filter` with `eq`.
 */
export const longestComparableName = 120;
