/** A group of the directory, as far as an assignment is concerned with it. */
export interface Group {
  /** GUID in lower case. */
  id: string;
  /** Not unique: a directory may have several groups of one name. */
  displayName: string;
  description: string | null;
}
