import type { CheckedConfiguration } from "../../domain/configurationInputs.js";
import { normalizeGuid } from "../../domain/guid.js";
import type { Handlers } from "../handlers.js";
import { checkConfiguration } from "./checkConfiguration.js";
import type { ConfigurationState } from "./configurationState.js";
import { createConfiguration } from "./createConfiguration.js";
import { deleteConfiguration } from "./deleteConfiguration.js";
import { diffConfiguration } from "./diffConfiguration.js";
import { getConfiguration, refreshConfiguration } from "./readConfiguration.js";
import { updateConfiguration } from "./updateConfiguration.js";

/** What the engine asks of a configuration. */
export const configurationHandlers: Handlers<CheckedConfiguration, ConfigurationState> = {
  check: (raw, recorded = {}) => checkConfiguration(raw, recorded, Date.now()),
  diff: diffConfiguration,
  claim: (inputs) => ({ kind: "configuration", inputs }),
  leave: (id) => ({ id: normalizeGuid(id) }),
  create: createConfiguration,
  update: updateConfiguration,
  delete: deleteConfiguration,
  refresh: refreshConfiguration,
  get: getConfiguration,
};
