import AsyncLock from "async-lock";
import type { Entry } from "../../domain/entry.js";
import { equalEntries, findMirrored, subtractEntries } from "../../domain/entrySet.js";
import { planSet, type SetPlan } from "../../domain/planSet.js";
import { GraphError } from "../../graph/graphError.js";
import { isRequestFailure } from "../../graph/requestFailure.js";
import { confirmGone } from "../confirmGone.js";
import type { HandlerContext } from "../handlerContext.js";
import { pollUntil } from "../pollUntil.js";
import type { AssignGoal } from "./assignGoal.js";
import { NotConvergedError, UnfinishedWriteError, UnmanagedEntriesError } from "./convergeErrors.js";
import { keepDeclared } from "./keepDeclared.js";
import { entriesOf, hasOlder, readLiveSet, type LiveSet } from "./liveSet.js";

/** A request that took effect, or may have: what was live before, and what was sent. */
interface Write {
  before: LiveSet;
  plan: SetPlan;
}

/** Two resources on one configuration never interleave: each reads after the other has written. */
const locks = new AsyncLock({ maxPending: Infinity });

/** Writes before giving up: the first, and others where another writer came in between. */
const mostWrites = 4;

/** In additive mode another writer may undo ours: Graph has no version check, so only a later read shows that. */
const settleMs = 2_000;

/**
 * Makes a configuration's live set meet the goal: read, compare, write only if they differ, read back. Safe to repeat from
 * any point, so create, update and delete are all this one function.
 *
 * @throws DeclaredElsewhereError before anything is sent, when an entry goes to a set whose write has failed.
 * @throws UnmanagedEntriesError before anything is sent, when the write would erase what no preview has shown.
 * @throws NotConvergedError when the set that is read back is not the goal.
 * @throws UnfinishedWriteError when a request fails after something was, or may have been, written.
 * @throws GraphError, or SignInError, when a request fails before.
 */
export async function converge(context: HandlerContext, goal: AssignGoal): Promise<void> {
  const { configurationId } = goal;
  const writes: Write[] = [];
  try {
    await locks.acquire(configurationId, () => writeUntilMet(context, goal, writes));
  } catch (error) {
    const isGone = error instanceof GraphError && error.isGone;
    if (isRequestFailure(error) && !isGone && writes.length > 0)
      throw new UnfinishedWriteError(error);
    throw error;
  } finally {
    context.listedSets?.forget(configurationId);
  }
}

/** Writes, and writes again where another writer came in between; `writes` records each request. */
async function writeUntilMet(
  context: HandlerContext,
  declared: AssignGoal,
  writes: Write[],
): Promise<void> {
  const { configurationId } = declared;
  let goal: AssignGoal | undefined;
  for (;;) {
    let write: Write | undefined;
    const changed = await confirmGone(context, configurationId, () =>
      context.api.assign(configurationId, {
        read: () => readLiveSet(context, configurationId),
        bodyFor(live, lost) {
          // After the first read: other resources of the run may have been checked meanwhile.
          goal ??= keepDeclared(context, declared);
          const plan = planSet(goal, entriesOf(live));
          if (plan.isDone) return undefined;
          if (plan.refused.length > 0) throw lost ?? refuse(goal, plan, live, writes);
          write = { before: live, plan };
          return { entries: plan.next, sendsOlder: plan.sendsOlder, live };
        },
        onSent: () => write && writes.push(write),
      }),
    );
    goal ??= declared;
    const live = "live" in changed ? changed.live : await readBack(context, goal, writes);
    const plan = planSet(goal, entriesOf(live));
    const lost = findLost(goal, plan.isDone ? writes.slice(-1) : writes, live);
    if (plan.isDone && lost.length === 0) return;
    if (plan.isDone || plan.refused.length > 0 || writes.length >= mostWrites)
      throw new NotConvergedError(goal, { plan, live: entriesOf(live), lost });
  }
}

function refuse(goal: AssignGoal, plan: SetPlan, live: LiveSet, writes: readonly Write[]): Error {
  if (writes.length === 0) return new UnmanagedEntriesError(goal, plan);
  const lost = findLost(goal, writes, live);
  return new NotConvergedError(goal, { plan, live: entriesOf(live), lost });
}

/**
 * Reads until the set is the goal or at least another than before. What is neither goes back to be planned anew: another
 * writer was there in between.
 */
async function readBack(
  context: HandlerContext,
  goal: AssignGoal,
  writes: readonly Write[],
): Promise<LiveSet> {
  const [{ before, plan }] = writes.slice(-1) as [Write];
  if (goal.isShared) await context.clock.sleep(settleMs);
  const readsOlder = hasOlder(before) || plan.sendsOlder;
  const { value, isShown, polledMs } = await pollUntil(
    context,
    async () => (await readLiveSet(context, goal.configurationId, readsOlder)).live,
    (live) =>
      planSet(goal, entriesOf(live)).isDone || !equalEntries(entriesOf(before), entriesOf(live)),
  );
  if (isShown) return value;
  const live = entriesOf(value);
  throw new NotConvergedError(goal, {
    plan: planSet(goal, live),
    live,
    lost: findLost(goal, writes, value),
    unchangedForMs: polledMs,
  });
}

/**
 * What writes should have left alone and is gone: what was sent along, and entries of the older collection that were left
 * out but whose group is assigned still; if that collection is a view of the assignments, they would be there.
 */
function findLost(goal: AssignGoal, writes: readonly Write[], live: LiveSet): Entry[] {
  return writes.flatMap(({ before, plan }) => {
    const along = subtractEntries(plan.next, goal.desired);
    const leftOut = plan.sendsOlder ? [] : findMirrored(entriesOf(before), entriesOf(live));
    return subtractEntries([...along, ...leftOut], entriesOf(live));
  });
}
