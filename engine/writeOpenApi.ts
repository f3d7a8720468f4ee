import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { controlOperations } from "../emulator/dist/control/controlOperations.js";
import { describeControl } from "../emulator/dist/control/describeControl.js";
import { readVersion } from "../emulator/dist/program/readVersion.js";

/** Writes `emulator/openapi.json`, for those who read before they start the emulator. */
const document = JSON.stringify(describeControl(controlOperations, readVersion()), null, 2);
writeFileSync(join(import.meta.dirname, "..", "emulator", "openapi.json"), `${document}\n`);
