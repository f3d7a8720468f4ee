import { setImmediate as turn } from "node:timers/promises";

/** A clock that jumps to the next sleeper's time once nothing else is left to run. */
export interface VirtualTime {
  now: () => number;
  sleep: (waitMs: number) => Promise<void>;
  /** How many sleep now. */
  sleeperCount: () => number;
  /** Lets time pass until the work is done. */
  run: <T>(work: Promise<T>) => Promise<T>;
}

interface Sleeper {
  atMs: number;
  wake: () => void;
}

export function createVirtualTime(startMs = Date.UTC(2026, 0, 1)): VirtualTime {
  let nowMs = startMs;
  let sleepers: Sleeper[] = [];
  const wakeNext = (): void => {
    const atMs = Math.min(...sleepers.map((sleeper) => sleeper.atMs));
    if (atMs === Infinity) return;
    nowMs = Math.max(nowMs, atMs);
    const due = sleepers.filter((sleeper) => sleeper.atMs <= nowMs);
    sleepers = sleepers.filter((sleeper) => sleeper.atMs > nowMs);
    for (const { wake } of due) wake();
  };
  return {
    now: () => nowMs,
    sleep: (waitMs) =>
      new Promise((wake) => {
        sleepers.push({ atMs: nowMs + waitMs, wake });
      }),
    sleeperCount: () => sleepers.length,
    async run(work) {
      const state = { isDone: false };
      const finish = (): void => {
        state.isDone = true;
      };
      work.then(finish, finish);
      await turn();
      while (!state.isDone) {
        wakeNext();
        await turn();
      }
      return work;
    },
  };
}
