const firstMs = 250;
const longestMs = 5_000;

/** The wait before the next read, in milliseconds: the first one, or twice the last. */
export function nextBackoff(lastMs?: number): number {
  return lastMs === undefined ? firstMs : Math.min(lastMs * 2, longestMs);
}
