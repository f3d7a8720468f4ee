import AsyncLock from "async-lock";
import {
  describeEntry,
  entryKey,
  equalEntries,
  findMirrored,
  isOlder,
  subtractEntries,
  type Entry,
} from "../../domain/entry.js";
import { planSet, type SetGoal, type SetPlan } from "../../domain/planSet.js";
import { describeConfiguration, toAssignment } from "../../graph/configurationsApi.js";
import { isRequestFailure } from "../../graph/graphError.js";
import { keepDeclared } from "../declarers.js";
import type { HandlerContext } from "../handlerContext.js";
import { RefusedError } from "../handlers.js";
import { confirmGone, entriesOf, isGone, pollUntil, readLiveSet } from "../readLive.js";

interface Write {
  before: readonly Entry[];
  plan: SetPlan;
}

/** Two resources on one configuration never interleave. */
const locks = new AsyncLock({ maxPending: Infinity });

/** Other writers may come in between. */
const mostWrites = 4;

/** Graph has no version check: only a later read shows whose write stands. */
const settleMs = 2_000;

/** @throws RefusedError, GraphError, SignInError before anything is sent, UnfinishedWriteError after. */
export async function converge(context: HandlerContext, goal: SetGoal): Promise<void> {
  const { configurationId } = goal;
  const writes: Write[] = [];
  try {
    await locks.acquire(configurationId, () => writeUntilMet(context, goal, writes));
  } catch (error) {
    if (isRequestFailure(error) && !isGone(error) && writes.length > 0)
      throw new UnfinishedWriteError(error.message, { cause: error });
    throw error;
  } finally {
    context.listedSets?.forget(configurationId);
  }
}

async function writeUntilMet(context: HandlerContext, declared: SetGoal, writes: Write[]) {
  const { configurationId } = declared;
  let goal = declared;
  for (;;) {
    let write: Write | undefined;
    const changed = await confirmGone(context, configurationId, () =>
      context.write({
        read: () => readLiveSet(context, configurationId),
        requestFor(live, lost) {
          // By now the engine may have checked more resources.
          if (goal === declared) goal = keepDeclared(context, declared);
          const found = compare(goal, entriesOf(live), writes);
          const { plan } = found;
          if (plan.isDone) return undefined;
          if (plan.refused.length > 0) {
            if (writes.length === 0) throw new UnmanagedEntriesError(goal, plan.refused);
            throw lost ?? notConverged(goal, found);
          }
          write = { before: found.live, plan };
          const along = subtractEntries(plan.next, [...goal.desired, ...goal.kept]);
          const sentAlong = along.map(describeEntry);
          const { next: entries, sendsOlder } = plan;
          return toAssignment(configurationId, { entries, sendsOlder, live, sentAlong });
        },
        onSent: () => write && writes.push(write),
      }),
    );
    const { live, isShown } =
      "live" in changed
        ? { live: entriesOf(changed.live), isShown: true }
        : await readBack(context, goal, writes);
    const found = compare(goal, live, writes);
    const { plan, lost } = found;
    if (plan.isDone && lost.length === 0) return;
    // A plan that is done sends nothing more, also where entries of others are lost.
    const mayWriteAgain = isShown && writes.length < mostWrites;
    if (plan.isDone || plan.refused.length > 0 || !mayWriteAgain) throw notConverged(goal, found);
  }
}

async function readBack(context: HandlerContext, goal: SetGoal, writes: readonly Write[]) {
  const [{ before, plan }] = writes.slice(-1) as [Write];
  if (goal.isShared) await context.clock.sleep(settleMs);
  const readsOlder = before.some(isOlder) || plan.sendsOlder;
  const { value, isShown } = await pollUntil(
    context,
    async () => entriesOf((await readLiveSet(context, goal.configurationId, readsOlder)).live),
    (live) => !equalEntries(before, live),
  );
  return { live: value, isShown };
}

type Found = ReturnType<typeof compare>;

/**
 * `lost`: what we sent and is gone; also older entries that we left out although their group is still assigned: the older
 * collection is no view.
 */
function compare(goal: SetGoal, live: readonly Entry[], writes: readonly Write[]) {
  const plan = planSet(goal, live);
  const lost = (plan.isDone ? writes.slice(-1) : writes).flatMap((write) => {
    const along = subtractEntries(write.plan.next, goal.desired);
    const leftOut = write.plan.sendsOlder ? [] : findMirrored(write.before, live);
    return subtractEntries([...along, ...leftOut], live);
  });
  return { plan, live, lost };
}

export class UnmanagedEntriesError extends RefusedError {
  constructor(goal: SetGoal, refused: readonly Entry[]) {
    const hasNewer = !refused.every(isOlder);
    const names = [hasNewer && "`assignments`", refused.some(isOlder) && "`groupAssignments`"];
    const refresh = "  * run `pulumi refresh` first, so that the next preview shows them going;";
    super(
      `Cannot assign ${describeConfiguration(goal.configurationId)}: it has entries that the program does not declare and ` +
        "no preview has shown, and the write would erase them:",
      ...describeEntries(goal, "-", refused),
      "Nothing was changed. The ways out:",
      `  * declare them in ${names.filter(Boolean).join(" and ")}, to keep them;`,
      ...(hasNewer ? [refresh] : []),
      // Additive mode takes no `unmanaged`.
      goal.mode === "additive"
        ? "  * have their owner remove them."
        : '  * set `unmanaged: "remove"`, to remove them although no preview shows them.',
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

function notConverged(goal: SetGoal, { plan, live, lost }: Found): UnfinishedWriteError {
  const lines = [
    ...describeEntries(goal, "missing:", plan.missing),
    ...describeEntries(goal, "still there:", subtractEntries(plan.surplus, plan.refused)),
    ...describeEntries(goal, "came meanwhile:", plan.refused),
    ...describeEntries(goal, "gone, though it is not ours:", lost),
  ];
  const message = [
    `Cannot assign ${describeConfiguration(goal.configurationId)}: Graph accepted the set, but reading it back shows another:`,
    ...new Set(lines),
    describeCause(plan),
  ].join("\n");
  return new UnfinishedWriteError(message, { live });
}

function describeCause({ missing, surplus, refused }: SetPlan): string {
  if (refused.length > 0)
    return "Someone else wrote meanwhile, or Graph changed what it was sent. Run `pulumi refresh` to see the live set.";
  if (surplus.length > 0 && missing.length === 0)
    return "Graph may have merged the set instead of replacing it: remove the surplus entries in the portal. Then run `pulumi up` again.";
  return "Graph may have dropped or changed what it was sent, or shows it late. Run `pulumi up` again.";
}

function describeEntries(
  { isSecret, desired, known }: SetGoal,
  label: string,
  entries: readonly Entry[],
): string[] {
  const own = new Set(isSecret ? [...desired, ...known].map(entryKey) : []);
  return entries.map(
    (entry) => `  ${label} ${own.has(entryKey(entry)) ? "a secret entry" : describeEntry(entry)}`,
  );
}
