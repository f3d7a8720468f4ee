import { describeEntry } from "../../domain/entry.js";
import { normalizeGuid } from "../../domain/guid.js";
import { describeConfiguration } from "../../graph/configurationRoute.js";
import { findSets } from "../assignments/keepDeclared.js";
import { nameResource } from "../declaration.js";
import { refuseDeclaredElsewhere } from "../errors.js";
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
import { refuseStillAssigned } from "./configurationErrors.js";
import { isUnread, type ConfigurationState } from "./configurationState.js";
import { findOwner, findUnsettled } from "./findDeclarer.js";

export async function deleteConfiguration(
  context: HandlerContext,
  id: string,
  recorded: ConfigurationState,
): Promise<void> {
  // Taken over and never read: `adoptId` may have been wrong.
  if (isUnread(recorded)) return;
  const owner = findOwner(context, id);
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

/** Safe to repeat: an id is never used twice. */
async function deleteUnassigned(
  context: HandlerContext,
  id: string,
  { deleteAssigned }: ConfigurationState,
): Promise<void> {
  const findSet = () => findSets(context, normalizeGuid(id))[0];
  // The engine may delete both at once where a set moves to another configuration.
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
      const set = findSet();
      const entries = entriesOf(live).map(describeEntry);
      if (entries.length > 0) throw refuseStillAssigned(id, entries, set && nameResource(set));
      return true;
    },
  });
}
