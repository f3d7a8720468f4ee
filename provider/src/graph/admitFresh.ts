import type { GraphRequest } from "./graphRequest.js";
import type { Pacer, Permit } from "./pacer.js";

/** What is known of a request's waiting; times are in milliseconds. */
export interface Waiting {
  /** When what it was made of was read, or last read again; since forever where it was turned away. */
  readAtMs: number;
  /** What attempts, rechecks and waits took so far, without waiting for the quota. */
  elapsedMs: number;
  /** Its place in the queue. */
  order?: number;
}

/** How old, in milliseconds, what a request was made of may be for it to go out as it was made. */
const freshForMs = 1_000;

/**
 * Waits for the quota. A request that was made of what is old by then is rechecked; meanwhile its place is free, since the
 * reads of a recheck need places too, and afterwards it waits again, before those that came later. The age that is let
 * pass doubles each time, so that it goes out in the end, however small the quota is.
 */
export async function admitFresh(
  { method, recheck }: GraphRequest,
  { now, pacer }: { now: () => number; pacer?: Pacer },
  waiting: Waiting,
): Promise<Permit | undefined> {
  for (let mayBeOldMs = freshForMs; ; mayBeOldMs *= 2) {
    const permit = await pacer?.admit(method === "GET" ? "read" : "write", waiting.order);
    if (permit !== undefined) waiting.order = permit.order;
    if (recheck === undefined || now() - waiting.readAtMs <= mayBeOldMs) return permit;
    permit?.cancel();
    const askedAtMs = now();
    waiting.readAtMs = (await recheck()) ?? now();
    waiting.elapsedMs += now() - askedAtMs;
  }
}
