/** Exit codes of `report`, `adopt` and `init`; docs/explain.md compares those of all commands. */
export const exitCodes = { done: 0, failed: 1, wrongUsage: 2, expiring: 3, incomplete: 4 } as const;

/** What a pipeline decides by after `explain`. Wrong usage must not look like a change that removes nothing. */
export const explainExitCodes = {
  same: 0,
  failed: 1,
  changes: 2,
  removes: 3,
  incomplete: 4,
} as const;
