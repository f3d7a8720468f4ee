/** As in `Tue, 24 Nov 2026 12:00:00 GMT`; Date.parse alone takes nearly any text for a date. */
const httpDateForm = /^[A-Z][a-z]{2,8}, /;

/**
 * Milliseconds. Intune sends decimal seconds too. `sentAt` is the response's own `Date`, which counts before `nowMs`
 * because this machine's clock may be wrong.
 */
export function parseRetryAfter(
  header: string | undefined,
  nowMs: number,
  sentAt?: string,
): number | undefined {
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
