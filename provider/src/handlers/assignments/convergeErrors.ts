import {
  describeEntry,
  entryKey,
  isOlder,
  subtractEntries,
  type Entry,
} from "../../domain/entry.js";
import type { SetPlan, AssignGoal } from "../../domain/planSet.js";
import { describeConfiguration } from "../../graph/configurationRoute.js";
import { RefusedError } from "../handlers.js";

export class UnmanagedEntriesError extends RefusedError {
  constructor(goal: AssignGoal, refused: readonly Entry[]) {
    const older = refused.some(isOlder) ? ["`groupAssignments`"] : [];
    const newer = refused.every(isOlder) ? [] : ["`assignments`"];
    super(
      `Cannot assign ${describeConfiguration(goal.configurationId)}: it has entries that the program does not declare and ` +
        "no preview has shown, and the write would erase them:",
      ...describeEntries(goal, "-", refused),
      "Nothing was changed. The ways out:",
      `  * declare them in ${[...newer, ...older].join(" and ")}, to keep them;`,
      ...newer.map(
        () => "  * run `pulumi refresh` first, so that the next preview shows them going;",
      ),
      // Additive mode takes no `unmanaged`.
      goal.mode === "additive"
        ? "  * have their owner remove them."
        : '  * set `unmanaged: "remove"`, to remove them unseen.',
    );
  }
}

/** Something was, or may have been, written. */
export class UnfinishedWriteError extends Error {
  override readonly name = "UnfinishedWriteError";
  /** Undefined if a request failed. */
  readonly live: readonly Entry[] | undefined;

  constructor(message: string, { live, cause }: { live?: readonly Entry[]; cause?: Error }) {
    super(message, { cause });
    this.live = live;
  }
}

interface Mismatch {
  plan: SetPlan;
  live: readonly Entry[];
  lost: readonly Entry[];
  unchangedForMs?: number | undefined;
}

export function notConverged(goal: AssignGoal, mismatch: Mismatch): UnfinishedWriteError {
  const { plan, live, lost } = mismatch;
  const lines = [
    ...describeEntries(goal, "missing:", plan.missing),
    ...describeEntries(goal, "still there:", subtractEntries(plan.surplus, plan.refused)),
    ...describeEntries(goal, "came meanwhile:", plan.refused),
    ...describeEntries(goal, "gone, though it is not ours:", lost),
  ];
  const message = [
    `Cannot assign ${describeConfiguration(goal.configurationId)}: Graph accepted the set, but reading it back shows another:`,
    ...new Set(lines),
    describeCause(mismatch),
  ].join("\n");
  return new UnfinishedWriteError(message, { live });
}

function describeCause({ plan, unchangedForMs }: Mismatch): string {
  if (plan.refused.length > 0)
    return "Someone else wrote meanwhile, or Graph changed what it was sent. Run `pulumi refresh` to see the live set.";
  const waited =
    unchangedForMs === undefined
      ? ""
      : ` It did not change for ${Math.round(unchangedForMs / 1000)} s.`;
  const cause =
    plan.surplus.length > 0 && plan.missing.length === 0
      ? "Graph may have merged the set instead of replacing it: remove the surplus entries in the portal."
      : "Graph may have dropped or changed what it was sent, or shows it late.";
  return `${cause}${waited} Then run \`pulumi up\` again.`;
}

function describeEntries(
  { isSecret, desired, known }: AssignGoal,
  label: string,
  entries: readonly Entry[],
): string[] {
  const own = new Set(isSecret ? [...desired, ...known].map(entryKey) : []);
  return entries.map(
    (entry) => `  ${label} ${own.has(entryKey(entry)) ? "a secret entry" : describeEntry(entry)}`,
  );
}
