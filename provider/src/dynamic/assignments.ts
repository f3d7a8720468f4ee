import { assignmentsHandlers } from "../handlers/assignments/assignmentsHandlers.js";
import { createDynamicProvider } from "./dynamicProvider.js";
import { setCodec } from "../hosting/recordedSet.js";

/** States name this module: it stays, and reads any release's. */
export = createDynamicProvider(assignmentsHandlers, setCodec);
