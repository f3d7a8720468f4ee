/** As in `Tue, 24 Nov 2026 12:00:00 GMT`; Date.parse alone takes nearly any text for a date. */
// @ts-nocheck

const httpDateForm = /^[A-Z][a-z]{2,8}, /;

/**
 * How long a `Retry-After` header asks to wait, in milliseconds: seconds, also decimal ones as Intune sends them, or an
 * HTTP date. Undefined when there is no such header or it can't be read.
 */
export function parseRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined || header.trim() === "") return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return seconds < 0 ? undefined : Math.ceil(seconds * 1000);
  if (!httpDateForm.test(header)) return undefined;
  const dateMs = Date.parse(header);
  return Number.isNaN(dateMs) ? undefined : Math.max(0, dateMs - nowMs);
}
