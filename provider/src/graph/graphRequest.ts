/** A request to Graph. `path` begins behind the root, with `/beta/…`; `action` follows "Cannot" in an error. */
export interface GraphRequest {
  action: string;
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: string;
  body?: unknown;
  recheck?: Recheck;
}

/**
 * Asked before a request goes out that had to wait, for the quota or to be sent again: what it was made of may have
 * changed meanwhile. What it throws ends the request, which has had no effect so far.
 */
export type Recheck = () => Promise<unknown>;
