import {
  findContentDifferences,
  type CheckedConfiguration,
  type ConfigurationState,
} from "../../domain/configuration.js";
import { normalizeGuid } from "../../domain/values.js";
import type { Handlers } from "../handlers.js";
import { describeGone, readLiveConfiguration, unlessGone } from "../readLive.js";
import { checkConfiguration } from "./checkConfiguration.js";
import { goalOf, inputsOf, nothingKnown, stateOf } from "./configurationState.js";
import { createConfiguration } from "./createConfiguration.js";
import { deleteConfiguration } from "./deleteConfiguration.js";
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
  leave: (id) => ({ id: normalizeGuid(id) }),
  create: createConfiguration,
  update: updateConfiguration,
  delete: deleteConfiguration,
  async refresh(context, id, recorded) {
    const live = await unlessGone(readLiveConfiguration(context, id));
    if (live === undefined) {
      context.print(describeGone(id));
      return undefined;
    }
    const state = stateOf(live, recorded);
    const properties = findContentDifferences(state, recorded);
    context.run.record(normalizeGuid(id), { properties });
    return state;
  },
  get: async (context, id) => stateOf(await readLiveConfiguration(context, id), nothingKnown),
  inputsOf,
};
