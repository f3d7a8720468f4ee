/** What one response to a request is made of; undefined where it has no body (204). Throws UnexpectedResponse. */
export type Parse<T> = (json: unknown) => T;

/** A request as a message names it. */
export interface RequestDescription {
  /** What is done to which object, to follow "Cannot", as in "read the assignments of … 1234". */
  action: string;
  method: string;
  /** Path and query, without the host: `/beta/…`. */
  path: string;
  /** What the body sends along though the program does not declare it, as entries are called in messages. */
  sentAlong?: readonly string[] | undefined;
  /** The groups that it adds: Intune learns of a group that was just made some time after Entra. */
  newGroupIds?: readonly string[] | undefined;
}

export interface ReadRequest<T> extends Pick<RequestDescription, "action" | "path"> {
  parse: Parse<T>;
}

/** A request that changes something; only `GraphClient.write` sends one. */
export interface WriteRequest extends RequestDescription {
  method: "POST" | "PATCH" | "DELETE";
  body?: unknown;
}
