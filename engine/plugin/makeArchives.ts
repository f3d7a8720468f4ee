import { rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { report } from "../buildGo.ts";
import { readVersion } from "./bundlePlugin.ts";
import { makeArchive } from "./makeArchive.ts";
import { nodeBuilds } from "./nodeBuilds.ts";

/** `npm run plugin [platform...]`: the plugin's archives and their checksums, in `dist/plugin`. */
const known = nodeBuilds.map(({ platform }) => platform);
const asked = process.argv.slice(2);
const unknown = asked.find((platform) => !known.includes(platform));
if (unknown !== undefined) {
  report(`${unknown} is none of the platforms: ${known.join(", ")}`);
  process.exit(2);
}

const folder = join(import.meta.dirname, "..", "..", "dist", "plugin");
await rm(folder, { recursive: true, force: true });
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
let checksums = "";
for (const build of nodeBuilds) {
  if (asked.length > 0 && !asked.includes(build.platform)) continue;
  const { file, sha256, bytes, executableBytes } = await makeArchive(build, folder);
  checksums += `${sha256}  ${basename(file)}\n`;
  report(`${file}: ${megabytes(bytes)}, unpacked ${megabytes(executableBytes)}`);
}
const name = `pulumi-resource-intune-v${await readVersion()}-checksums.txt`;
await writeFile(join(folder, name), checksums);
