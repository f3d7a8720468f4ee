/** A request as a message to a person names it. */
export interface RequestDescription {
  /** What is done to which object, to follow "Cannot", as in "read the assignments of … 1234". */
  action: string;
  method: string;
  /** Path and query, without the host: `/beta/…`. */
  path: string;
  /** What the body sends along though the program does not declare it, as entries are called in messages. */
  sentAlong?: readonly string[];
}
