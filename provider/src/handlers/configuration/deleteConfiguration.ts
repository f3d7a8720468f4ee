import { describeAssignment, describeGroupAssignment } from "../../domain/assignment.js";
import { normalizeGuid } from "../../domain/guid.js";
import { GraphError } from "../../graph/graphError.js";
import { readLiveSet } from "../assignments/liveSet.js";
import type { LiveSet } from "../assignments/planAssign.js";
import { describeConfiguration } from "../../graph/configurationRoute.js";
import { confirmGone, describeGone } from "../confirmGone.js";
import type { Declaration } from "../declaration.js";
import { DeclaredElsewhereError } from "../declaredElsewhereError.js";
import { nameResource } from "../findRival.js";
import { growWait } from "../growWait.js";
import { defaultResendMs, type HandlerContext } from "../handlerContext.js";
import { StillAssignedError } from "./configurationErrors.js";
import type { ConfigurationState } from "./configurationState.js";
import { findOwner, findUnsettled } from "./findDeclarer.js";
import { isUnseen } from "./recordedState.js";

/**
 * The engine's `delete`. One that is gone is deleted. One that was to be taken over, and of which no run has read yet what
 * it holds, stays in Intune: `adoptId` may have named another's, and to set it right would delete that.
 *
 * One that another resource of this run has now stays too, since the program still declares it.
 *
 * @throws DeclaredElsewhereError where a resource of this run means it, and is not written.
 * @throws StillAssignedError where others have assigned it: no preview has shown these entries going; or a set of this run.
 * @throws GraphError when it is still there, or may be.
 */
export async function deleteConfiguration(
  context: HandlerContext,
  id: string,
  recorded: ConfigurationState,
): Promise<void> {
  if (isUnseen(recorded)) return;
  const owner = findOwner(context, id);
  if (owner) {
    context.say?.(`Kept ${describeConfiguration(id)}: ${nameResource(owner)} declares it.`);
    return;
  }
  const declarer = await findUnsettled(context, id);
  if (declarer) throw new DeclaredElsewhereError("delete", id, declarer);
  try {
    const requireUnassigned = async (): Promise<number | undefined> => {
      const set = findSet(context, id);
      if (recorded.deleteAssigned && set === undefined) return undefined;
      const live = await readLiveSet(context, id);
      const entries = listEntries(live);
      if (entries.length > 0) throw new StillAssignedError(id, entries, set && nameResource(set));
      return live.readAtMs;
    };
    await confirmGone(context, id, () => deleteUntilGone(context, id, requireUnassigned));
  } catch (error) {
    if (!(error instanceof GraphError) || !error.isGone) throw error;
    context.say?.(describeGone(id));
  } finally {
    context.listedSets?.forget(id);
  }
}

/** A set that this run declares for the configuration. */
function findSet({ run }: HandlerContext, id: string): Declaration | undefined {
  return run
    ?.declared("set")
    .find(({ claim }) => claim.inputs.configurationId === normalizeGuid(id));
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
