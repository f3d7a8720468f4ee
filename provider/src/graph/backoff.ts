const firstMs = 1_000;
const longestMs = 20_000;

/**
 * How long to wait before the next attempt, in milliseconds: twice as long each time, up to 20 s, or as long as Graph asks
 * if that is longer. A random part keeps requests that failed together from coming back together.
 *
 * @param attempt 1 after the first.
 * @param random from 0 up to 1.
 */
export function findBackoff(attempt: number, retryAfterMs = 0, random: number): number {
  const fullMs = Math.min(firstMs * 2 ** (attempt - 1), longestMs);
  const backoffMs = Math.round(Math.max(firstMs, fullMs / 2 + (fullMs / 2) * random));
  return Math.max(backoffMs, retryAfterMs);
}
