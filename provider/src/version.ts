import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** By the package's name, since the published code is bundled into other folders. */
const findManifest = (): string => require.resolve("pulumi-intune-provisioning/package.json");

/** Read lazily: most programs never need it. */
export function readVersion(): string {
  return (JSON.parse(readFileSync(findManifest(), "utf8")) as { version: string }).version;
}

/** The native plugin's schema; the build makes it of the types. */
export function readSchema(): string {
  return readFileSync(join(dirname(findManifest()), "dist", "native", "schema.json"), "utf8");
}
