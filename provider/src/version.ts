import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A file of this package, found by the package's name: the published code is bundled into other folders. */
export function readPackaged(path: string): string {
  const manifest = require.resolve("pulumi-intune-provisioning/package.json");
  return readFileSync(join(dirname(manifest), path), "utf8");
}

/** Read lazily: most programs never need it. */
export function readVersion(): string {
  return (JSON.parse(readPackaged("package.json")) as { version: string }).version;
}

/** The native plugin's schema; the build makes it of the types. */
export function readSchema(): string {
  return readPackaged("dist/native/schema.json");
}
