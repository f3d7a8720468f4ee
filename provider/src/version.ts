import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Read lazily: most programs never need it. */
export function readVersion(): string {
  const manifest = JSON.parse(readFileSync(join(__dirname, "..", "package.json"), "utf8")) as {
    version: string;
  };
  return manifest.version;
}

/** The native plugin's schema; the build makes it of the types. */
export function readSchema(): string {
  return readFileSync(join(__dirname, "native", "schema.json"), "utf8");
}
