import type { HandlerContext } from "./handlerContext.js";

const firstWaitMs = 250;
const longestWaitMs = 5_000;

/** Milliseconds. */
export function nextBackoff(lastMs?: number): number {
  return lastMs === undefined ? firstWaitMs : Math.min(lastMs * 2, longestWaitMs);
}

/** Graph may show a write late; gives up after `readBackMs`. */
export async function pollUntil<T>(
  { clock, readBackMs }: Pick<HandlerContext, "clock" | "readBackMs">,
  read: () => Promise<T>,
  shows: (value: T) => boolean,
): Promise<{ value: T; isShown: boolean; polledMs: number }> {
  const startMs = clock.now();
  for (let waitMs = nextBackoff(); ; waitMs = nextBackoff(waitMs)) {
    const value = await read();
    const polledMs = clock.now() - startMs;
    const isShown = shows(value);
    if (isShown || polledMs + waitMs > readBackMs) return { value, isShown, polledMs };
    await clock.sleep(waitMs);
  }
}
