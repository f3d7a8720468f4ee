// @ts-nocheck
const firstWaitMs = 250;
const longestWaitMs = 5_000;

/** The wait before the next look: the first one, or twice the last. */
export function growWait(lastWaitMs?: number): number {
  return lastWaitMs === undefined ? firstWaitMs : Math.min(lastWaitMs * 2, longestWaitMs);
}
