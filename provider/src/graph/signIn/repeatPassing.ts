import { setTimeout as delay } from "node:timers/promises";
import { findBackoff } from "../backoff.js";
import { parseRetryAfter } from "../parseRetryAfter.js";
import { isTransient, type FailureKind } from "../transientFailures.js";
import type { SignInWatch } from "./signInWatch.js";

/** The last answer, and how many there were. */
export interface Repeated<Answer> {
  answer: Answer;
  attempts: number;
}

/** Asks again after what passes, within the limit of the sign-in. */
export async function repeatPassing<Answer>(
  watch: SignInWatch,
  ask: () => Promise<Answer>,
  describeKind: (answer: Answer) => FailureKind,
): Promise<Repeated<Answer>> {
  for (let attempts = 1; ; attempts += 1) {
    const answer = await ask();
    const failure = describeKind(answer);
    const waitMs = findBackoff(attempts, failure.retryAfterMs, Math.random());
    if (!isTransient(failure) || watch.elapsedMs() + waitMs > watch.limitMs) {
      return { answer, attempts };
    }
    await delay(waitMs, undefined, { signal: watch.signal });
  }
}

/** The kind of an answer by its status, and by its headers, whose names are in lower case. */
export function describeStatus(
  status: number,
  headers: Readonly<Record<string, string | undefined>>,
): FailureKind {
  const retryAfterMs = parseRetryAfter(headers["retry-after"], Date.now(), headers["date"]);
  return { status, code: "", retryAfterMs };
}
