import { assignmentsHandlers } from "../handlers/assignments/assignmentsHandlers.js";
import { createDynamicProvider } from "./dynamicProvider.js";
import { setCodec } from "../hosting/recordedSet.js";

/** States of users point to this module: it keeps its name, and reads what any earlier release has recorded. */
export = createDynamicProvider(assignmentsHandlers, setCodec);
