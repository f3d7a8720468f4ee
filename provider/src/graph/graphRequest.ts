/** `json` is undefined for a response without a body (204). Throws UnexpectedResponse. */
export type Parse<T> = (json: unknown) => T;

export interface GraphRequest {
  /** Follows "Cannot", as in "read the assignments of … 1234". */
  action: string;
  method: string;
  /** With the query, without the host: `/beta/…`. */
  path: string;
  body?: unknown;
  /** Entries in the body that the program does not declare, as messages name them. */
  sentAlong?: readonly string[] | undefined;
  /** Groups that this request adds: Intune learns of a new group some time after Entra. */
  newGroupIds?: readonly string[] | undefined;
}

export interface ReadRequest<T> extends Pick<GraphRequest, "action" | "path"> {
  parse: Parse<T>;
}

export interface WriteRequest extends GraphRequest {
  method: "POST" | "PATCH" | "DELETE";
}
