/** `Tue, 24 Nov 2026 12:00:00 GMT`; Date.parse accepts nearly any text. */
const httpDateForm = /^[A-Z][a-z]{2,8}, /;

/**
 * Milliseconds; Intune sends decimal seconds too. `sentAt`, the response's `Date`, wins over `nowMs`: our clock may be wrong.
 */
export function parseRetryAfter(header: string | undefined, nowMs: number, sentAt?: string) {
  if (header === undefined || header.trim() === "") return undefined;
  const seconds = Number(header);
  const waitMs = Math.ceil(seconds * 1000);
  if (Number.isSafeInteger(waitMs)) return waitMs < 0 ? undefined : waitMs;
  const untilMs = parseHttpDate(header);
  return untilMs && Math.max(0, untilMs - (parseHttpDate(sentAt) ?? nowMs));
}

function parseHttpDate(text = ""): number | undefined {
  const dateMs = httpDateForm.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(dateMs) ? undefined : dateMs;
}
