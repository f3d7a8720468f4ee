import { configurationHandlers } from "../handlers/configuration/configurationHandlers.js";
import { createDynamicProvider } from "./dynamicProvider.js";
import { configurationCodec } from "../hosting/codec.js";

/** States name this module: it stays, and reads any release's. */
export = createDynamicProvider(configurationHandlers, configurationCodec);
