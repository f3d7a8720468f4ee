import { assignmentsHandlers } from "../handlers/assignments/assignmentsHandlers.js";
import { createDynamicProvider } from "./dynamicProvider.js";
import { setCodec } from "../hosting/recordedSet.js";

/** States of users name this module: it stays, and reads what any earlier release recorded. */
export = createDynamicProvider(assignmentsHandlers, setCodec);
