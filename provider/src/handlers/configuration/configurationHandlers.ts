import type { CheckedConfiguration } from "../../domain/configurationInputs.js";
import { findContentDifferences } from "../../domain/findContentDifferences.js";
import { normalizeGuid } from "../../domain/guid.js";
import type { Handlers } from "../handlers.js";
import { checkConfiguration } from "./checkConfiguration.js";
import { goalOf, type ConfigurationState } from "./configurationState.js";
import { createConfiguration } from "./createConfiguration.js";
import { deleteConfiguration } from "./deleteConfiguration.js";
import { getConfiguration, refreshConfiguration } from "./readConfiguration.js";
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
  refresh: refreshConfiguration,
  get: getConfiguration,
};
