import { findEffect, isTransient, type FailureKind } from "./transientFailures.js";

/** A failed attempt, and what was spent so far. Times are in milliseconds. */
export interface FailedAttempt extends FailureKind {
  /** 1 for the first. */
  attempt: number;
  method: string;
  /** What attempts and waits of this operation took so far. */
  elapsedMs: number;
  /** What they may take in all. */
  budgetMs: number;
  /** From 0 up to 1. */
  random: () => number;
}

export type RetryDecision =
  | { retry: true; waitMs: number }
  | {
      retry: false;
      /** The wait that no longer fitted into the budget, where that is the only reason. */
      unaffordableWaitMs?: number;
    };

const firstBackoffMs = 500;
const longestBackoffMs = 20_000;

/**
 * Decides whether a request is sent again, and when. A read is repeated after every failure that passes; a write only
 * when it is certain that nothing took effect, since blindly repeated it could undo what another has written meanwhile.
 * Who sent the write must look at what is live.
 */
export function decideRetry(failed: FailedAttempt): RetryDecision {
  if (!isTransient(failed)) return { retry: false };
  if (failed.method !== "GET" && findEffect(failed) !== "none") return { retry: false };
  const waitMs = findWait(failed);
  const fits = failed.elapsedMs + waitMs <= failed.budgetMs;
  return fits ? { retry: true, waitMs } : { retry: false, unaffordableWaitMs: waitMs };
}

/**
 * A wait that Graph asks for is taken as it is. Else the wait doubles from attempt to attempt, and half of it is drawn,
 * so that what failed together does not come back together. Zero seconds say nothing, and would make a tight loop.
 */
function findWait({ attempt, retryAfterMs, random }: FailedAttempt): number {
  if (retryAfterMs !== undefined && retryAfterMs > 0) return retryAfterMs;
  const backoffMs = Math.min(firstBackoffMs * 2 ** (attempt - 1), longestBackoffMs);
  return Math.round(backoffMs / 2 + (backoffMs / 2) * random());
}
