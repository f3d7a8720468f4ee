const firstMs = 1_000;
const longestMs = 20_000;

/**
 * Milliseconds before the next attempt: twice as long each time, or as long as Graph asks if that is longer. Up to half
 * (`random` is below 1) is added, so that requests that failed together do not come back together.
 */
export function findBackoff(attempt: number, retryAfterMs = 0, random: number): number {
  const backoffMs = Math.min(firstMs * 2 ** (attempt - 1), longestMs);
  return Math.max(Math.round(backoffMs * (1 + random / 2)), retryAfterMs);
}
