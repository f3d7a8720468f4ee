/** `json` is undefined for 204. @throws UnexpectedResponse */
export type Parse<T> = (json: unknown) => T;

export interface GraphRequest {
  /** Follows "Cannot": "read the assignments of … 1234". */
  action: string;
  method: string;
  /** With the query: `/beta/…`. */
  path: string;
  body?: unknown;
  /** Undeclared entries in the body, for messages. */
  sentAlong?: readonly string[] | undefined;
  /** Groups that this request adds: Intune learns of new ones after Entra. */
  newGroupIds?: readonly string[] | undefined;
}

export interface ReadRequest<T> extends Pick<GraphRequest, "action" | "path"> {
  parse: Parse<T>;
}

export interface WriteRequest extends GraphRequest {
  method: "POST" | "PATCH" | "DELETE";
}
