import { configurationHandlers } from "../handlers/configuration/configurationHandlers.js";
import { createDynamicProvider } from "./dynamicProvider.js";
import { configurationCodec } from "../hosting/codec.js";

/** States of users name this module: it stays, and reads what any earlier release recorded. */
export = createDynamicProvider(configurationHandlers, configurationCodec);
