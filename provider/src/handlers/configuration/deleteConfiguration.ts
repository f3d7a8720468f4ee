import { describeAssignment, describeGroupAssignment } from "../../domain/assignment.js";
import { GraphError } from "../../graph/graphError.js";
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
    const requireUnassigned = async (): Promise<void> => {
      const entries = recorded.deleteAssigned ? [] : await listEntries(context, id);
      if (entries.length > 0) throw new StillAssignedError(id, entries);
    };
    await requireUnassigned();
    await deleteUntilGone(context, id, requireUnassigned);
  } catch (error) {
    if (error instanceof GraphError && error.isNotFound) return;
    throw error;
  }
}

/** What is still assigned, in words. Where the older collection mirrors the newer, a group stands there twice. */
async function listEntries({ api }: HandlerContext, id: string): Promise<string[]> {
  const [assignments, groups] = await Promise.all([
    api.readAssignments(id),
    api.readGroupAssignments(id),
  ]);
  return [
    ...assignments.map(({ assignment }) => describeAssignment(assignment)),
    ...groups.map(describeGroupAssignment),
  ];
}

/**
 * An id names one object for ever, so a lost answer is followed by the same request, which then finds nothing. Whatever
 * had to wait is preceded by another look.
 */
async function deleteUntilGone(
  { configurations, clock, resendMs = defaultResendMs }: HandlerContext,
  id: string,
  recheck: () => Promise<void>,
): Promise<void> {
  const endMs = clock.now() + resendMs;
  for (let waitMs = growWait(); ; waitMs = growWait(waitMs)) {
    try {
      await configurations.delete(id, recheck);
      return;
    } catch (error) {
      if (!(error instanceof GraphError)) throw error;
      const mayResend = error.isAmbiguous && error.isTransient && clock.now() + waitMs <= endMs;
      if (!mayResend) throw error;
    }
    await clock.sleep(waitMs);
    await recheck();
  }
}
