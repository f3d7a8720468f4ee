import { describeEntry } from "../../domain/entry.js";
import { normalizeGuid } from "../../domain/guid.js";
import { GraphError } from "../../graph/graphError.js";
import { entriesOf, readLiveSet } from "../assignments/liveSet.js";
import { describeConfiguration } from "../../graph/configurationRoute.js";
import { confirmGone, describeGone } from "../confirmGone.js";
import { nameResource, type Declaration } from "../declaration.js";
import { DeclaredElsewhereError } from "../declaredElsewhereError.js";
import type { HandlerContext } from "../handlerContext.js";
import { StillAssignedError } from "./configurationErrors.js";
import { isUnread, type ConfigurationState } from "./configurationState.js";
import { findOwner, findUnsettled } from "./findDeclarer.js";
import { readLiveConfiguration } from "./readLiveConfiguration.js";

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
  if (isUnread(recorded)) return;
  const owner = findOwner(context, id);
  if (owner) {
    context.print?.(`Kept ${describeConfiguration(id)}: ${nameResource(owner)} declares it.`);
    return;
  }
  const declarer = await findUnsettled(context, id);
  if (declarer) throw new DeclaredElsewhereError("delete", id, declarer);
  try {
    await confirmGone(context, id, () => deleteUnassigned(context, id, recorded));
  } catch (error) {
    if (!(error instanceof GraphError) || !error.isGone) throw error;
    context.print?.(describeGone(id));
  } finally {
    context.listedSets?.forget(id);
  }
}

/** A set that this run declares for the configuration. */
function findSet({ run }: HandlerContext, id: string): Declaration | undefined {
  return run?.declared("set").find(({ claim }) => claim.set.configurationId === normalizeGuid(id));
}

/** Deletes it where nothing is assigned: an id names one object for ever, so a lost response is followed by the same request. */
async function deleteUnassigned(
  context: HandlerContext,
  id: string,
  { deleteAssigned }: ConfigurationState,
): Promise<void> {
  await context.configurations.delete(id, {
    async read(lost) {
      if (!deleteAssigned || findSet(context, id) !== undefined) return readLiveSet(context, id);
      // Gone after all?
      if (lost) await readLiveConfiguration(context, id);
      return { live: [], readAtMs: context.clock.now() };
    },
    isNeeded(live) {
      const set = findSet(context, id);
      // Where the older collection mirrors the newer, a group is named twice.
      const entries = entriesOf(live).map(describeEntry);
      if (entries.length > 0) throw new StillAssignedError(id, entries, set && nameResource(set));
      return true;
    },
  });
}
