/** A request to Graph. `path` begins behind the root, with `/beta/…`; `action` follows "Cannot" in an error. */
export interface GraphRequest {
  action: string;
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: string;
  body?: unknown;
}
