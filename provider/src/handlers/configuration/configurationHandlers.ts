import {
  contentNames,
  findContentDifferences,
  isUnread,
  type CheckedConfiguration,
  type ConfigurationState,
} from "../../domain/configuration.js";
import { describeEntry } from "../../domain/entry.js";
import { normalizeGuid } from "../../domain/values.js";
import { describeConfiguration, toDeletion } from "../../graph/configurationsApi.js";
import { nameResource } from "../declaration.js";
import { findSets, findUnsettled, refuseDeclaredElsewhere } from "../declarers.js";
import type { HandlerContext } from "../handlerContext.js";
import { RefusedError, type Handlers } from "../handlers.js";
import {
  confirmGone,
  pollUntil,
  readLiveConfiguration,
  readLiveSet,
  reportGone,
} from "../readLive.js";
import {
  checkConfiguration,
  goalOf,
  inputsOf,
  nothingKnown,
  stateOf,
} from "./configurationState.js";
import { createConfiguration } from "./createConfiguration.js";
import { updateConfiguration } from "./updateConfiguration.js";

export const configurationHandlers: Handlers<CheckedConfiguration, ConfigurationState> = {
  check: (raw, recorded = {}) => checkConfiguration(raw, recorded, Date.now()),
  diff(id, recorded, inputs) {
    const { adoptId, replaceOnRenewal } = inputs;
    if (adoptId !== undefined && adoptId !== normalizeGuid(id))
      return { changes: undefined, replaces: ["adoptId"] };
    const goal = goalOf(inputs);
    const differing = findContentDifferences(recorded, goal);
    if (replaceOnRenewal && differing.includes("payloadSha256"))
      return { changes: undefined, replaces: ["payloadSha256"] };
    const isSame = differing.length === 0 && recorded.deleteAssigned === goal.deleteAssigned;
    return { changes: isSame ? false : undefined, replaces: [] };
  },
  claim: (inputs) => ({ kind: "configuration", inputs }),
  leave: (id) => ({ id: normalizeGuid(id), properties: contentNames }),
  create: createConfiguration,
  update: updateConfiguration,
  async delete(context, givenId, recorded) {
    // `adoptId` may have been wrong.
    if (isUnread(recorded)) return;
    const id = normalizeGuid(givenId);
    const holders = context.run.configurations().filter(({ heldId }) => heldId === id);
    const owner = holders.find(({ outcome }) => outcome === "done");
    if (owner) {
      context.print(`Kept ${describeConfiguration(id)}: ${nameResource(owner)} declares it.`);
      return;
    }
    const declarer = await findUnsettled(context, id);
    if (declarer) throw refuseDeclaredElsewhere("delete", id, declarer);
    try {
      const remove = () => deleteUnassigned(context, id, recorded.deleteAssigned);
      await reportGone(context, id, confirmGone(context, id, remove));
    } finally {
      context.listedSets?.forget(id);
    }
    context.sharedList.remove(id);
  },
  async refresh(context, id, recorded) {
    const live = await reportGone(context, id, readLiveConfiguration(context, id));
    if (live === undefined) return undefined;
    const state = stateOf(live, recorded);
    const properties = findContentDifferences(state, recorded);
    context.run.record(normalizeGuid(id), { properties });
    return state;
  },
  get: async (context, id) => stateOf(await readLiveConfiguration(context, id), nothingKnown),
  inputsOf,
};

/** Safe to repeat: ids are never used twice. */
async function deleteUnassigned(context: HandlerContext, id: string, deletesAssigned: boolean) {
  const findSet = () => findSets(context, id)[0];
  // When a set moves, the engine may delete both at once.
  const isLeft = context.run.sets(id).some(({ left }) => left?.id === id);
  await context.write({
    async read(lost) {
      if (deletesAssigned && findSet() === undefined) {
        if (lost) await readLiveConfiguration(context, id);
        return { live: [], readAtMs: context.clock.now() };
      }
      const read = () => readLiveSet(context, id);
      return (await pollUntil(context, read, ({ live }) => !isLeft || live.length === 0)).value;
    },
    requestFor(live) {
      if (live.length === 0) return toDeletion(id);
      // Of this run: then even `deleteAssigned` deletes nothing.
      const declarer = findSet();
      const advice = declarer
        ? `take ${nameResource(declarer)}, which the program declares for it, out of the program too`
        : "set `deleteAssigned: true` and run `pulumi up`, to delete them along";
      throw new RefusedError(
        `Cannot delete ${describeConfiguration(id)}: it is still assigned, and the assignments would go with it:`,
        ...live.map(({ entry }) => `  - ${describeEntry(entry)}`),
        "Nothing was deleted. The ways out:",
        "  * take them away where they were made, in the portal or by another stack;",
        `  * ${advice};`,
        "  * set Pulumi's option `retainOnDelete` and run `pulumi up`, to leave the configuration in Intune.",
      );
    },
  });
}
