/**
 * What is known of one quota: how many requests it grants in a sliding window, and which of them are taken. Times are
 * milliseconds of the clock.
 */
export interface RateLimitWindow {
  readonly limit: number;
  readonly windowMs: number;
  /** Sent and not answered. */
  readonly inFlight: number;
  /** When the others were answered, in order. */
  readonly answeredAtMs: readonly number[];
  /** The part of the limit that is used, above 0 and up to 1, as it was at `shareSinceMs`. */
  readonly share: number;
  readonly shareSinceMs: number;
  /** Before this time nothing is sent. */
  readonly pausedUntilMs: number;
  /** What is throttled before this time belongs to the event before: it does not lower the share again. */
  readonly sameEventUntilMs: number;
  /** An event before this time lowers the share even if it is whole. */
  readonly watchedUntilMs: number;
}

/** What the share gains in each window without throttling. */
const gainPerWindow = 0.1;

export function openWindow(limit: number, windowMs: number): RateLimitWindow {
  return {
    limit,
    windowMs,
    inFlight: 0,
    answeredAtMs: [],
    share: 1,
    shareSinceMs: 0,
    pausedUntilMs: 0,
    sameEventUntilMs: 0,
    watchedUntilMs: 0,
  };
}

/**
 * How long until the next request fits: 0 at once, Infinity not before one in flight is answered.
 *
 * A request takes its place until a window after its answer, since when Graph counts it is known only to lie before
 * that. So neither a slow way there nor a clock that is set differently lets one too many arrive.
 */
export function findRoom(window: RateLimitWindow, nowMs: number): number {
  const recent = window.answeredAtMs.filter((timeMs) => timeMs > nowMs - window.windowMs);
  const pauseMs = Math.max(0, window.pausedUntilMs - nowMs);
  const excess = window.inFlight + recent.length - allowedCount(window, nowMs);
  if (excess < 0) return pauseMs;
  const leaving = recent[excess];
  return leaving === undefined ? Infinity : Math.max(pauseMs, leaving + window.windowMs - nowMs);
}

export function takePlace(window: RateLimitWindow): RateLimitWindow {
  return { ...window, inFlight: window.inFlight + 1 };
}

/** What had taken its place is not sent. */
export function givePlaceBack(window: RateLimitWindow): RateLimitWindow {
  return { ...window, inFlight: window.inFlight - 1 };
}

/** An answer came, or is no longer expected: throttled requests count as well, as documented. */
export function countAnswer(window: RateLimitWindow, nowMs: number): RateLimitWindow {
  const recent = window.answeredAtMs.filter((timeMs) => timeMs > nowMs - window.windowMs);
  return { ...window, inFlight: window.inFlight - 1, answeredAtMs: [...recent, nowMs] };
}

/**
 * Graph throttles although the limit was kept: another application has used up what the tenant may send, or another
 * process what this application may. Nothing is sent during the pause. The first time that is all, since a process that
 * has ended, a run just before this one, uses up no more; who throttles again soon after shares the quota, and from then
 * on half as much is sent.
 */
export function slowDown(window: RateLimitWindow, nowMs: number, pauseMs: number): RateLimitWindow {
  const { windowMs } = window;
  const pauseEndMs = nowMs + pauseMs;
  const paused = { ...window, pausedUntilMs: Math.max(window.pausedUntilMs, pauseEndMs) };
  if (nowMs < window.sameEventUntilMs) return paused;
  const share = shareAt(window, nowMs);
  if (share === 1 && nowMs >= window.watchedUntilMs)
    return { ...paused, sameEventUntilMs: pauseEndMs, watchedUntilMs: pauseEndMs + windowMs };
  const untilMs = Math.max(pauseEndMs, nowMs + windowMs);
  return {
    ...paused,
    share: Math.max(share / 2, 1 / window.limit),
    shareSinceMs: untilMs,
    sameEventUntilMs: untilMs,
  };
}

/** The share now: it grows by steps, one for each window that has passed. */
function shareAt({ share, shareSinceMs, windowMs }: RateLimitWindow, nowMs: number): number {
  const windows = Math.max(0, Math.floor((nowMs - shareSinceMs) / windowMs));
  return Math.min(1, share + windows * gainPerWindow);
}

/** How many requests a window takes now; never none, or nothing would ever tell that it is over. */
function allowedCount(window: RateLimitWindow, nowMs: number): number {
  return Math.max(1, Math.floor(window.limit * shareAt(window, nowMs)));
}
