// @ts-nocheck
import { createDynamicProvider } from "../dynamicProvider.js";
import { configurationHandlers } from "./configurationHandlers.js";

/**
 * The provider that `__provider` of a configuration points to. The pointer stands in the states of users: this module
 * keeps its name, and reads what any earlier release has recorded.
 */
export = createDynamicProvider(configurationHandlers);
