import type { GraphError } from "./graphError.js";
import type { RequestDescription } from "./requestDescription.js";

/**
 * Reads a response's JSON; undefined where the response has no body (204).
 *
 * @throws UnexpectedResponse where it is not what was asked for.
 */
export type Parse<T> = (json: unknown) => T;

export interface ReadRequest<T> extends Pick<RequestDescription, "action" | "path"> {
  parse: Parse<T>;
}

/** A request that changes something; only `GraphClient.write` sends one. */
export interface WriteRequest extends RequestDescription {
  method: "POST" | "PATCH" | "DELETE";
  body?: unknown;
}

/** What is live, and when the first of the reads behind it was answered, in milliseconds since the epoch. */
export interface Snapshot<Live> {
  live: Live;
  readAtMs: number;
}

/** A change of something in Graph. */
export interface Change<Live, Answer> {
  /** Reads what is live. `lost` is the last write whose response was lost: it may have taken effect. */
  read: (lost?: GraphError) => Promise<Snapshot<Live>>;
  /** What to send for it; undefined where nothing is left to do. What it throws ends the change. */
  requestFor: (live: Live, lost?: GraphError) => WriteRequest | undefined;
  parse: Parse<Answer>;
  /** Called after each request that took effect, or may have. */
  onSent?: () => void;
}

/** How a change ended: with the response, or with what is live where nothing was left to do. */
export type Changed<Live, Answer> = { answer: Answer } | { live: Live };
