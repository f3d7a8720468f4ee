const firstMs = 1_000;
const longestMs = 20_000;

/** In milliseconds: doubles, or is as long as Graph asks. `random`, below 1, keeps requests that failed together apart. */
export function findBackoff(attempt: number, retryAfterMs = 0, random: number): number {
  const backoffMs = Math.min(firstMs * 2 ** (attempt - 1), longestMs);
  return Math.max(Math.round(backoffMs * (1 + random / 2)), retryAfterMs);
}
