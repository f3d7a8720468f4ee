// @ts-nocheck
import type { CheckedConfiguration } from "../../domain/configurationInputs.js";
import type { Handlers } from "../handlers.js";
import { checkConfiguration } from "./checkConfiguration.js";
import type { ConfigurationState } from "./configurationState.js";
import { createConfiguration } from "./createConfiguration.js";
import { deleteConfiguration } from "./deleteConfiguration.js";
import { diffConfiguration } from "./diffConfiguration.js";
import { getConfiguration, refreshConfiguration } from "./readConfiguration.js";
import { readState } from "./recordedState.js";
import { updateConfiguration } from "./updateConfiguration.js";

/** All that the engine asks of a configuration. */
export const configurationHandlers: Handlers<CheckedConfiguration, ConfigurationState> = {
  check: (raw, recorded = {}) => checkConfiguration(raw, recorded, Date.now()),
  diff: (id, recorded, inputs) => diffConfiguration(id, readState(recorded), inputs),
  create: createConfiguration,
  update: (context, id, recorded, inputs) =>
    updateConfiguration(context, { id, recorded: readState(recorded), inputs }),
  delete: (context, id, recorded) => deleteConfiguration(context, id, readState(recorded)),
  refresh: (context, id, recorded) => refreshConfiguration(context, id, readState(recorded)),
  get: getConfiguration,
};
