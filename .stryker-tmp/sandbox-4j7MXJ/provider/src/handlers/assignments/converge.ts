// @ts-nocheck
import AsyncLock from "async-lock";
import { GraphError } from "../../graph/graphError.js";
import { isRequestFailure } from "../../graph/requestFailure.js";
import type { HandlerContext } from "../handlerContext.js";
import { NotConvergedError, UnfinishedWriteError, UnseenEntriesError } from "./convergeErrors.js";
import { findLost, isNothingLost, readLiveSet } from "./liveSet.js";
import { isRefused, planAssign, type AssignGoal } from "./planAssign.js";
import { writeAndReadBack, type Write } from "./writeAndReadBack.js";

/** Two resources on one configuration never interleave: each reads after the other has written. */
const locks = new AsyncLock({ maxPending: Infinity });

/** Writes before giving up: the first, and others where another writer came in between. */
const mostWrites = 4;

/**
 * Makes a configuration's live assignments meet the goal: read, compare, write only if they differ, read back. Safe to
 * repeat from any point, so create, update and delete are all this one function. What other resources of the run have, by
 * what is noted in the context, does not go.
 *
 * @throws UnseenEntriesError before anything is sent, when the write would erase what no preview has shown.
 * @throws NotConvergedError when the set that is read back is not the goal.
 * @throws UnfinishedWriteError when a request fails after something was, or may have been, written.
 * @throws GraphError, or SignInError, when a request fails before.
 */
export async function converge(context: HandlerContext, goal: AssignGoal): Promise<void> {
  const { configurationId } = goal;
  const { declaredInRun, listedSets } = context;
  await locks.acquire(configurationId, async () => {
    await convergeAlone(context, declaredInRun?.spare(goal) ?? goal).finally(() =>
      listedSets?.forget(configurationId),
    );
    declaredInRun?.note(configurationId, {
      assignments: goal.assignments.desired.map(({ assignment }) => assignment),
      groupAssignments: goal.groupAssignments?.desired ?? [],
    });
  });
}

async function convergeAlone(context: HandlerContext, goal: AssignGoal): Promise<void> {
  const before = await readLiveSet(context, goal.configurationId);
  const plan = planAssign(goal, before);
  if (plan.isMet) return;
  if (isRefused(plan)) throw new UnseenEntriesError(goal, plan);
  const writes: Write[] = [];
  try {
    await writeUntilMet(context, goal, { before, sent: plan }, writes);
  } catch (error) {
    const isGone = error instanceof GraphError && error.isNotFound;
    if (isRequestFailure(error) && !isGone && writes.length > 0)
      throw new UnfinishedWriteError(error);
    throw error;
  }
}

/** Writes, and writes again what is still to do when another writer came in between; `writes` takes down each. */
async function writeUntilMet(
  context: HandlerContext,
  goal: AssignGoal,
  first: Write,
  writes: Write[],
): Promise<void> {
  let next = first;
  for (;;) {
    const live = await writeAndReadBack(context, goal, next, writes);
    const plan = planAssign(goal, live);
    const written = plan.isMet ? writes.slice(-1) : writes;
    const losses = written.map((write) => findLost(goal, write, live));
    if (plan.isMet && losses.every(isNothingLost)) return;
    if (isRefused(plan) && writes.length === 0) throw new UnseenEntriesError(goal, plan);
    if (plan.isMet || isRefused(plan) || writes.length >= mostWrites) {
      throw new NotConvergedError(goal.configurationId, { plan, live, losses });
    }
    next = { before: live, sent: plan };
  }
}
