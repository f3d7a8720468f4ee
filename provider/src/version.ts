import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The version of this package. A function, because most programs never ask. */
export function readVersion(): string {
  const manifest = JSON.parse(readFileSync(join(__dirname, "..", "package.json"), "utf8")) as {
    version: string;
  };
  return manifest.version;
}
