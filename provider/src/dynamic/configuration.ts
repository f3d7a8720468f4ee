import { configurationHandlers } from "../handlers/configuration/configurationHandlers.js";
import { createDynamicProvider } from "./dynamicProvider.js";
import { configurationCodec } from "../hosting/recordedConfiguration.js";

/** States of users point to this module: it keeps its name, and reads what any earlier release has recorded. */
export = createDynamicProvider(configurationHandlers, configurationCodec);
