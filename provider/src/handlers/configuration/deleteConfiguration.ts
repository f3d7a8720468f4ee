import { isUnread, type ConfigurationState } from "../../domain/configuration.js";
import { describeEntry, type Entry } from "../../domain/entry.js";
import { normalizeGuid } from "../../domain/values.js";
import { describeConfiguration } from "../../graph/configurationRoute.js";
import { nameResource, type Declaration } from "../declaration.js";
import { findSets, findUnsettled, refuseDeclaredElsewhere } from "../declarers.js";
import { RefusedError } from "../errors.js";
import type { HandlerContext } from "../handlerContext.js";
import {
  confirmGone,
  describeGone,
  entriesOf,
  isGone,
  pollUntil,
  readLiveConfiguration,
  readLiveSet,
} from "../readLive.js";

export async function deleteConfiguration(
  context: HandlerContext,
  id: string,
  recorded: ConfigurationState,
): Promise<void> {
  // `adoptId` may have been wrong.
  if (isUnread(recorded)) return;
  const owner = context.run
    .configurations()
    .find(({ outcome, heldId }) => outcome === "done" && heldId === normalizeGuid(id));
  if (owner) {
    context.print(`Kept ${describeConfiguration(id)}: ${nameResource(owner)} declares it.`);
    return;
  }
  const declarer = await findUnsettled(context, id);
  if (declarer) throw refuseDeclaredElsewhere("delete", id, declarer);
  try {
    await confirmGone(context, id, () => deleteUnassigned(context, id, recorded));
  } catch (error) {
    if (!isGone(error)) throw error;
    context.print(describeGone(id));
  } finally {
    context.listedSets?.forget(id);
  }
  context.sharedList.remove(normalizeGuid(id));
}

/** Safe to repeat: ids are never used twice. */
async function deleteUnassigned(
  context: HandlerContext,
  id: string,
  { deleteAssigned }: ConfigurationState,
): Promise<void> {
  const findSet = () => findSets(context, normalizeGuid(id))[0];
  // When a set moves, the engine may delete both at once.
  const isLeft = context.run.sets().some(({ left }) => left?.id === normalizeGuid(id));
  const readSet = async () => {
    const read = () => readLiveSet(context, id);
    return isLeft
      ? (await pollUntil(context, read, ({ live }) => live.length === 0)).value
      : read();
  };
  await context.configurations.delete(id, {
    async read(lost) {
      if (!deleteAssigned || findSet() !== undefined) return readSet();
      if (lost) await readLiveConfiguration(context, id);
      return { live: [], readAtMs: context.clock.now() };
    },
    isNeeded(live) {
      if (live.length > 0) throw refuseStillAssigned(id, entriesOf(live), findSet());
      return true;
    },
  });
}

/** @param declarer of this run: then even `deleteAssigned` deletes nothing. */
function refuseStillAssigned(id: string, entries: readonly Entry[], declarer?: Declaration) {
  const advice =
    declarer === undefined
      ? "set `deleteAssigned: true` and run `pulumi up`, to delete them along"
      : `take ${nameResource(declarer)}, which the program declares for it, out of the program too`;
  return new RefusedError(
    `Cannot delete ${describeConfiguration(id)}: it is still assigned, and the assignments would go with it:`,
    ...entries.map((entry) => `  - ${describeEntry(entry)}`),
    "Nothing was deleted. The ways out:",
    "  * take them away where they were made, in the portal or by another stack;",
    `  * ${advice};`,
    "  * set Pulumi's option `retainOnDelete` and run `pulumi up`, to leave the configuration in Intune.",
  );
}
