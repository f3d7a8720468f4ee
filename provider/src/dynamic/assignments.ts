import { assignmentsHandlers } from "../handlers/assignments/assignmentsHandlers.js";
import { createDynamicProvider } from "./dynamicProvider.js";
import { setCodec } from "./recordedSet.js";

/**
 * The provider that `__provider` of an assignment set points to. The pointer stands in the states of users: this module
 * keeps its name in the package, and reads what any earlier release has recorded.
 */
export = createDynamicProvider(assignmentsHandlers, setCodec);
