/** `json` is undefined for a response without a body (204). Throws UnexpectedResponse. */
export type Parse<T> = (json: unknown) => T;

export interface RequestDescription {
  /** Follows "Cannot", as in "read the assignments of … 1234". */
  action: string;
  method: string;
  /** With the query, without the host: `/beta/…`. */
  path: string;
  /** Entries in the body that the program does not declare, as messages name them. */
  sentAlong?: readonly string[] | undefined;
  /** Groups that this request adds: Intune learns of a new group some time after Entra. */
  newGroupIds?: readonly string[] | undefined;
}

/** A request with its body as it is sent. */
export interface SerializedRequest extends RequestDescription {
  bodyText?: string | undefined;
}

export interface ReadRequest<T> extends Pick<RequestDescription, "action" | "path"> {
  parse: Parse<T>;
}

export interface WriteRequest extends RequestDescription {
  method: "POST" | "PATCH" | "DELETE";
  body?: unknown;
}
