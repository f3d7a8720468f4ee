const firstMs = 1_000;
const longestMs = 20_000;

/**
 * How long to wait before the next attempt, in milliseconds: twice as long each time, up to 20 s, or as long as Graph asks
 * if that is longer. Up to half of it is added at random, so that requests that failed together do not come back together.
 *
 * @param attempt 1 after the first.
 * @param random from 0 up to 1.
 */
export function findBackoff(attempt: number, retryAfterMs = 0, random: number): number {
  const backoffMs = Math.min(firstMs * 2 ** (attempt - 1), longestMs);
  return Math.max(Math.round(backoffMs * (1 + random / 2)), retryAfterMs);
}
