/** A request to Graph. `path` begins behind the root, with `/beta/…`; `action` follows "Cannot" in an error. */
export interface GraphRequest {
  action: string;
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: string;
  body?: unknown;
  /**
   * Asked after the wait, before the request is sent again: what the body was made of may have changed meanwhile. What it
   * throws ends the request, which has had no effect so far.
   */
  beforeRepeat?: () => Promise<void>;
}
