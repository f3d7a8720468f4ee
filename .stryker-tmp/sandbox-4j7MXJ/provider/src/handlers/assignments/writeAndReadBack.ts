// @ts-nocheck
import { GraphError } from "../../graph/graphError.js";
import { growWait } from "../growWait.js";
import { defaultResendMs, type HandlerContext } from "../handlerContext.js";
import { NotConvergedError } from "./convergeErrors.js";
import { equalLiveSets, findLost, isUnchanged, readLiveSet, rereadLiveSet } from "./liveSet.js";
import {
  bodyOf,
  isRefused,
  planAssign,
  type AssignGoal,
  type AssignPlan,
  type LiveSet,
} from "./planAssign.js";

/** One write: the set as it was before, and what was sent for it. */
export interface Write {
  before: LiveSet;
  sent: AssignPlan;
}

const firstResendWaitMs = 1_000;
const longestResendWaitMs = 30_000;

/**
 * Between a write and its read-back where others write too. Graph has no version check: who read before our write and
 * wrote after it has undone ours, and only a later look shows that.
 */
const settleMs = 2_000;

/**
 * Sends a write and reads the set back. An answer that got lost leaves open whether it took effect: the set tells. If
 * it did not, what is sent anew is planned from what is live by then, so that nobody's write in between is undone. Nor is
 * it where the write had to wait, for the quota or since Graph turned it away: if the set has changed by then, nothing is
 * sent and it is answered.
 *
 * @param writes takes down each write that took effect or may have.
 * @throws GraphError the lost write, when sending anew fails, is out of time, of no use, or would erase unseen entries.
 */
export async function writeAndReadBack(
  context: HandlerContext,
  goal: AssignGoal,
  first: Write,
  writes: Write[],
): Promise<LiveSet> {
  const { clock, resendMs = defaultResendMs } = context;
  const endMs = clock.now() + resendMs;
  let write = first;
  for (let waitMs = firstResendWaitMs; ; waitMs = Math.min(waitMs * 2, longestResendWaitMs)) {
    const { lost, outdatedBy } = await sendWrite(context, goal, write);
    if (outdatedBy !== undefined) return outdatedBy;
    writes.push(write);
    if (lost === undefined) return readBack(context, goal, write, writes);
    const mayResend = lost.isTransient && clock.now() + waitMs <= endMs;
    const live = await lookForEffect(context, goal, mayResend ? waitMs : 0);
    const next = planAssign(goal, live);
    if (next.isMet) return live;
    if (!mayResend || isRefused(next)) throw lost;
    write = { before: live, sent: next };
  }
}

/** What came of sending, where it is not certain that the write took effect. */
interface Doubt {
  /** The failure that leaves it open. */
  lost?: GraphError;
  /** The set that was found in place of the one that the write was planned from: it was not sent. */
  outdatedBy?: LiveSet;
}

async function sendWrite(
  context: HandlerContext,
  { configurationId }: AssignGoal,
  { before, sent }: Write,
): Promise<Doubt> {
  let live = before;
  const recheck = async (): Promise<number | undefined> => {
    live = await readLiveSet(context, configurationId);
    if (!isUnchanged(before, live)) throw new OutdatedError();
    return live.readAtMs;
  };
  try {
    const { readAtMs } = before;
    await context.api.assign({ configurationId, body: bodyOf(sent), recheck, readAtMs });
    return {};
  } catch (error) {
    if (error instanceof OutdatedError) return { outdatedBy: live };
    if (error instanceof GraphError && error.isAmbiguous) return { lost: error };
    throw error;
  }
}

/** The set is no longer the one that the write was planned from. */
class OutdatedError extends Error {
  override readonly name = "OutdatedError";
}

/** Looks at once, and if nothing is to be seen again after the wait: Graph may still be at work, or show it late. */
async function lookForEffect(
  context: HandlerContext,
  goal: AssignGoal,
  waitMs: number,
): Promise<LiveSet> {
  const live = await readLiveSet(context, goal.configurationId);
  if (waitMs === 0 || planAssign(goal, live).isMet) return live;
  await context.clock.sleep(waitMs);
  return readLiveSet(context, goal.configurationId);
}

/**
 * Reads until the set is the goal or at least another than before, since Graph may show a write late. What is neither
 * goes back to be planned anew: another writer was there in between.
 */
async function readBack(
  context: HandlerContext,
  goal: AssignGoal,
  write: Write,
  writes: readonly Write[],
): Promise<LiveSet> {
  const { clock, readBackMs } = context;
  if (goal.isShared) await clock.sleep(settleMs);
  const startMs = clock.now();
  for (let waitMs = growWait(); ; waitMs = growWait(waitMs)) {
    const live = await rereadLiveSet(context, goal.configurationId, write);
    const plan = planAssign(goal, live);
    if (plan.isMet || !equalLiveSets(write.before, live)) return live;
    const unchangedForMs = clock.now() - startMs;
    if (unchangedForMs + waitMs > readBackMs) {
      const losses = writes.map((each) => findLost(goal, each, live));
      throw new NotConvergedError(goal.configurationId, { plan, live, losses, unchangedForMs });
    }
    await clock.sleep(waitMs);
  }
}
