import AsyncLock from "async-lock";
import {
  describeEntry,
  isOlder,
  equalEntries,
  findMirrored,
  subtractEntries,
  type Entry,
} from "../../domain/entry.js";
import { planSet, type SetPlan, type AssignGoal } from "../../domain/planSet.js";
import { isRequestFailure } from "../../graph/graphError.js";
import { keepDeclared } from "../declarers.js";
import { confirmGone, entriesOf, isGone, pollUntil, readLiveSet } from "../readLive.js";
import type { HandlerContext } from "../handlerContext.js";
import { notConverged, UnfinishedWriteError, UnmanagedEntriesError } from "./convergeErrors.js";

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
export async function converge(context: HandlerContext, goal: AssignGoal): Promise<void> {
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

async function writeUntilMet(context: HandlerContext, declared: AssignGoal, writes: Write[]) {
  const { configurationId } = declared;
  let goal = declared;
  for (;;) {
    let write: Write | undefined;
    const changed = await confirmGone(context, configurationId, () =>
      context.api.assign(configurationId, {
        read: () => readLiveSet(context, configurationId),
        bodyFor(live, lost) {
          // By now the engine may have checked more resources.
          if (goal === declared) goal = keepDeclared(context, declared);
          const found = compare(goal, entriesOf(live), writes);
          const { plan } = found;
          if (plan.isDone) return undefined;
          if (plan.refused.length > 0) {
            if (writes.length > 0) throw lost ?? notConverged(goal, found);
            throw lost ?? new UnmanagedEntriesError(goal, plan.refused);
          }
          write = { before: found.live, plan };
          const along = subtractEntries(plan.next, [...goal.desired, ...goal.kept]);
          const sentAlong = along.map(describeEntry);
          return { entries: plan.next, sendsOlder: plan.sendsOlder, live, sentAlong };
        },
        onSent: () => write && writes.push(write),
      }),
    );
    const { live, unchangedForMs } =
      "live" in changed ? { live: entriesOf(changed.live) } : await readBack(context, goal, writes);
    const found = compare(goal, live, writes);
    const { plan, lost } = found;
    if (plan.isDone && lost.length === 0) return;
    const mayWriteAgain = unchangedForMs === undefined && writes.length < mostWrites;
    if (plan.isDone || plan.refused.length > 0 || !mayWriteAgain)
      throw notConverged(goal, { ...found, unchangedForMs });
  }
}

async function readBack(context: HandlerContext, goal: AssignGoal, writes: readonly Write[]) {
  const [{ before, plan }] = writes.slice(-1) as [Write];
  if (goal.isShared) await context.clock.sleep(settleMs);
  const readsOlder = before.some(isOlder) || plan.sendsOlder;
  const { value, isShown, polledMs } = await pollUntil(
    context,
    async () => entriesOf((await readLiveSet(context, goal.configurationId, readsOlder)).live),
    (live) => compare(goal, live).plan.isDone || !equalEntries(before, live),
  );
  return { live: value, ...(!isShown && { unchangedForMs: polledMs }) };
}

/**
 * `lost`: what we sent and is gone; also older entries that we left out although their group is still assigned: the older
 * collection is no view.
 */
function compare(goal: AssignGoal, live: readonly Entry[], writes: readonly Write[] = []) {
  const plan = planSet(goal, live);
  const lost = (plan.isDone ? writes.slice(-1) : writes).flatMap((write) => {
    const along = subtractEntries(write.plan.next, goal.desired);
    const leftOut = write.plan.sendsOlder ? [] : findMirrored(write.before, live);
    return subtractEntries([...along, ...leftOut], live);
  });
  return { plan, live, lost };
}
