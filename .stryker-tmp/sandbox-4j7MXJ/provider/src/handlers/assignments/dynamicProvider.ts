// @ts-nocheck
import { createDynamicProvider } from "../dynamicProvider.js";
import { assignmentsHandlers } from "./assignmentsHandlers.js";

/**
 * The provider that `__provider` of an assignment set points to. The pointer stands in the states of users: this module
 * keeps its name, and reads what any earlier release has recorded.
 */
export = createDynamicProvider(assignmentsHandlers);
