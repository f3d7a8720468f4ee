// @ts-nocheck
import { describeAssignment, describeGroupAssignment } from "../../domain/assignment.js";
import { GraphError } from "../../graph/graphError.js";
import { readLiveSet } from "../assignments/liveSet.js";
import type { LiveSet } from "../assignments/planAssign.js";
import { growWait } from "../growWait.js";
import { defaultResendMs, type HandlerContext } from "../handlerContext.js";
import { StillAssignedError } from "./configurationErrors.js";
import type { ConfigurationState } from "./configurationState.js";
import { isUnseen } from "./recordedState.js";

/**
 * The engine's `delete`. One that is gone is deleted. One that was to be taken over, and of which no run has read yet what
 * it holds, stays in Intune: `adoptId` may have named another's, and to set it right would delete that.
 *
 * @throws StillAssignedError where others have assigned it: no preview has shown these entries going.
 * @throws GraphError when it is still there, or may be.
 */
export async function deleteConfiguration(
  context: HandlerContext,
  id: string,
  recorded: ConfigurationState,
): Promise<void> {
  if (isUnseen(recorded)) return;
  try {
    await deleteUntilGone(context, id, async () => {
      if (recorded.deleteAssigned) return undefined;
      const live = await readLiveSet(context, id);
      const entries = listEntries(live);
      if (entries.length > 0) throw new StillAssignedError(id, entries);
      return live.readAtMs;
    });
  } catch (error) {
    if (error instanceof GraphError && error.isNotFound) return;
    throw error;
  } finally {
    context.listedSets?.forget(id);
  }
}

/** What is still assigned, in words. Where the older collection mirrors the newer, a group stands there twice. */
function listEntries({ assignments, groupAssignments }: LiveSet): string[] {
  return [
    ...assignments.map(({ assignment }) => describeAssignment(assignment)),
    ...groupAssignments.map(describeGroupAssignment),
  ];
}

/**
 * An id names one object for ever, so a lost answer is followed by the same request, which then finds nothing. Each is
 * preceded by a look, and whatever had to wait by another.
 */
async function deleteUntilGone(
  { configurations, clock, resendMs = defaultResendMs }: HandlerContext,
  id: string,
  requireUnassigned: () => Promise<number | undefined>,
): Promise<void> {
  const endMs = clock.now() + resendMs;
  for (let waitMs = growWait(); ; waitMs = growWait(waitMs)) {
    const readAtMs = await requireUnassigned();
    try {
      await configurations.delete(id, { recheck: requireUnassigned, readAtMs });
      return;
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      const mayResend = error.isAmbiguous && error.isTransient && clock.now() + waitMs <= endMs;
      if (!mayResend) throw error;
    }
    await clock.sleep(waitMs);
  }
}
