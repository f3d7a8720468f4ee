import type { HandlerContext } from "./handlerContext.js";
import { nextBackoff } from "./nextBackoff.js";

/** What was read last, whether it shows what it should, and for how long, in milliseconds, it was read. */
export interface Polled<T> {
  value: T;
  isShown: boolean;
  polledMs: number;
}

/** Reads until the value shows what it should, for at most `readBackMs`: Graph may show a write late. */
export async function pollUntil<T>(
  { clock, readBackMs }: Pick<HandlerContext, "clock" | "readBackMs">,
  read: () => Promise<T>,
  shows: (value: T) => boolean,
): Promise<Polled<T>> {
  const startMs = clock.now();
  for (let waitMs = nextBackoff(); ; waitMs = nextBackoff(waitMs)) {
    const value = await read();
    const polledMs = clock.now() - startMs;
    const isShown = shows(value);
    if (isShown || polledMs + waitMs > readBackMs) return { value, isShown, polledMs };
    await clock.sleep(waitMs);
  }
}
