import AsyncLock from "async-lock";
import { equalEntries, groupAssignmentKey, subtractEntries } from "../../domain/assignmentSet.js";
import { GraphError } from "../../graph/graphError.js";
import type { HandlerContext } from "../handlerContext.js";
import { NotConvergedError, UnseenEntriesError, type LostEntries } from "./convergeErrors.js";
import {
  bodyOf,
  entryKey,
  planAssign,
  type AssignGoal,
  type AssignPlan,
  type LiveSet,
} from "./planAssign.js";

/** Two resources on one configuration never interleave: each reads after the other has written. */
const locks = new AsyncLock({ maxPending: Infinity });

/** Writes before giving up: the first, and others where another writer came in between. */
const mostWrites = 4;

const firstWaitMs = 250;
const longestWaitMs = 5_000;

/**
 * Makes a configuration's live assignments meet the goal: read, compare, write only if they differ, read back. Safe to
 * repeat from any point, so create, update and delete are all this one function.
 *
 * @throws UnseenEntriesError before anything is sent, when the write would erase what no preview has shown.
 * @throws NotConvergedError when the set that is read back is not the goal.
 * @throws GraphError when a request fails.
 */
export async function converge(context: HandlerContext, goal: AssignGoal): Promise<void> {
  await locks.acquire(goal.configurationId, () => convergeAlone(context, goal));
}

async function convergeAlone(context: HandlerContext, goal: AssignGoal): Promise<void> {
  let live = await readLiveSet(context, goal.configurationId);
  let plan = planAssign(goal, live);
  if (plan.isMet) return;
  if (plan.assignments.refused.length + plan.refusedGroupAssignments.length > 0) {
    throw new UnseenEntriesError(goal.configurationId, plan);
  }
  let sent = plan;
  for (let write = 1; !plan.isMet; write += 1) {
    if (write > mostWrites || plan.assignments.refused.length > 0) {
      throw new NotConvergedError(goal.configurationId, { plan, live });
    }
    sent = plan;
    live = await writeAndReadBack(context, goal, sent, live);
    plan = planAssign(goal, live);
  }
  const lost = findLost(goal, sent, live);
  if (lost.assignments.length + lost.groupAssignments.length > 0) {
    throw new NotConvergedError(goal.configurationId, { plan, live, lost });
  }
}

/** Sends the plan and reads the set back. An answer that got lost leaves open whether it took effect: the set tells. */
async function writeAndReadBack(
  context: HandlerContext,
  goal: AssignGoal,
  plan: AssignPlan,
  before: LiveSet,
): Promise<LiveSet> {
  try {
    await context.api.assign(goal.configurationId, bodyOf(plan));
  } catch (error) {
    if (!(error instanceof GraphError && error.isAmbiguous)) throw error;
    const live = await readLiveSet(context, goal.configurationId);
    if (planAssign(goal, live).isMet) return live;
    throw error;
  }
  return readBack(context, goal, plan, before);
}

/**
 * Reads until the set is the goal or at least another than before, since Graph may show a write late. What is neither
 * goes back to be planned anew: another writer was there in between.
 */
async function readBack(
  context: HandlerContext,
  goal: AssignGoal,
  plan: AssignPlan,
  before: LiveSet,
): Promise<LiveSet> {
  const { clock, readBackMs } = context;
  const startMs = clock.now();
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    const live = await readLiveSet(
      context,
      goal.configurationId,
      plan.groupAssignments ? undefined : before,
    );
    const seen = planAssign(goal, live);
    if (seen.isMet || !equalLiveSets(before, live)) return live;
    const unchangedForMs = clock.now() - startMs;
    if (unchangedForMs + waitMs > readBackMs) {
      throw new NotConvergedError(goal.configurationId, { plan: seen, live, unchangedForMs });
    }
    await clock.sleep(waitMs);
  }
}

/** Reads both collections side by side; the older one only where it was sent or has not been read `before`. */
async function readLiveSet(
  { api }: HandlerContext,
  configurationId: string,
  before?: LiveSet,
): Promise<LiveSet> {
  const [assignments, groupAssignments] = await Promise.all([
    api.readAssignments(configurationId),
    before?.groupAssignments ?? api.readGroupAssignments(configurationId),
  ]);
  return { assignments, groupAssignments };
}

function equalLiveSets(a: LiveSet, b: LiveSet): boolean {
  return (
    equalEntries(a.assignments, b.assignments, entryKey) &&
    equalEntries(a.groupAssignments, b.groupAssignments, groupAssignmentKey)
  );
}

/** What was sent along for others and is gone: the goal does not speak of it, but it must not be lost unsaid. */
function findLost(goal: AssignGoal, plan: AssignPlan, live: LiveSet): LostEntries {
  const kept = subtractEntries(plan.assignments.next, goal.assignments.desired, entryKey);
  const keptGroups = subtractEntries(
    plan.groupAssignments?.next ?? [],
    goal.groupAssignments?.desired ?? [],
    groupAssignmentKey,
  );
  return {
    assignments: subtractEntries(kept, live.assignments, entryKey),
    groupAssignments: subtractEntries(keptGroups, live.groupAssignments, groupAssignmentKey),
  };
}
