import { configurationHandlers } from "../handlers/configuration/configurationHandlers.js";
import { createDynamicProvider } from "./dynamicProvider.js";
import { configurationCodec } from "./recordedConfiguration.js";

/**
 * The provider that `__provider` of a configuration points to. The pointer stands in the states of users: this module
 * keeps its name in the package, and reads what any earlier release has recorded.
 */
export = createDynamicProvider(configurationHandlers, configurationCodec);
