import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Read lazily: most programs never need it. */
export function readVersion(): string {
  const manifest = JSON.parse(readFileSync(join(__dirname, "..", "package.json"), "utf8")) as {
    version: string;
  };
  return manifest.version;
}
