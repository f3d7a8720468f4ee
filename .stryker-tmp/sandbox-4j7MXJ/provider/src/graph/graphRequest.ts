/** A request to Graph. `path` begins behind the root, with `/beta/…`; `action` follows "Cannot" in an error. */
// @ts-nocheck

export interface GraphRequest {
  action: string;
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: string;
  body?: unknown;
  recheck?: Recheck;
  /** When what the request was made of was read, in milliseconds since the epoch; just now where it is left out. */
  readAtMs?: number | undefined;
}

/**
 * Asked before a request goes out that had to wait, for the quota or to be sent again: what it was made of may have
 * changed meanwhile. It answers when it was read that nothing has, in milliseconds since the epoch, or undefined for just
 * now. What it throws ends the request, which has had no effect so far.
 */
export type Recheck = () => Promise<number | undefined>;
