import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeSchema, settingsDocument } from "./makeSchema.ts";
import types from "../../provider/dist/handlers/declaration.js";
import { settingsTable } from "../../provider/dist/graph/settingsTable.js";

/** A part of `npm run build`: writes the native plugin's schema, unless nothing was compiled since it was written. */
const distFolder = join(import.meta.dirname, "..", "..", "provider", "dist");
const file = join(distFolder, "native", "schema.json");
const writtenAtMs = (path: string): number =>
  statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
const since = [
  join(distFolder, ".tsbuildinfo"),
  settingsDocument,
  ...["makeSchema.ts", "readTypes.ts"].map((name) => join(import.meta.dirname, name)),
];
if (writtenAtMs(file) <= Math.max(...since.map(writtenAtMs)))
  writeFileSync(file, `${JSON.stringify(makeSchema(settingsTable, types), null, 2)}\n`);
