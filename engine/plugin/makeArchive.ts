import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { gzip, type ZlibOptions } from "node:zlib";
import { bundlePlugin, readVersion } from "./bundlePlugin.ts";
import { fetchNode, nodeBinary } from "./fetchNode.ts";
import { endingOf, hostBuild, type NodeBuild } from "./nodeBuilds.ts";
import { findFormatProblem } from "./readFormat.ts";

const run = promisify(execFile);
const license = join(import.meta.dirname, "..", "..", "LICENSE");

export interface Archive {
  file: string;
  sha256: string;
  bytes: number;
  executableBytes: number;
}

/** The plugin as one executable for a platform, packed as Pulumi installs it, by a level of zlib's from 0 to 9. */
export async function makeArchive(
  build: NodeBuild,
  folder: string,
  level?: number,
): Promise<Archive> {
  const content = await mkdtemp(join(tmpdir(), "intune-plugin-"));
  try {
    const executable = join(content, `pulumi-resource-intune${endingOf(build)}`);
    const executableBytes = await makeExecutable(build, executable);
    await cp(license, join(content, "LICENSE"));
    await cp(join(await fetchNode(requireHost()), "LICENSE"), join(content, "LICENSE-node"));
    const name = `pulumi-resource-intune-v${await readVersion()}-${build.platform}.tar.gz`;
    const names = [basename(executable), "LICENSE", "LICENSE-node"];
    await mkdir(folder, { recursive: true });
    const file = join(folder, name);
    const tar = join(content, "content.tar");
    await run("tar", ["-cf", tar, "-C", content, ...names]);
    const packed = await promisify<Buffer, ZlibOptions, Buffer>(gzip)(await readFile(tar), {
      ...(level !== undefined && { level }),
    });
    await writeFile(file, packed);
    const sha256 = createHash("sha256").update(packed).digest("hex");
    return { file, sha256, bytes: packed.length, executableBytes };
  } finally {
    await rm(content, { recursive: true, force: true });
  }
}

/** What builds; its package has the license, that of Windows does not. */
function requireHost(): NodeBuild {
  if (hostBuild !== undefined) return hostBuild;
  throw new Error(`There is no Node to build with on ${process.platform} ${process.arch}.`);
}

/** Node's single executable application: https://nodejs.org/api/single-executable-applications.html */
async function makeExecutable(build: NodeBuild, output: string): Promise<number> {
  const work = await mkdtemp(join(tmpdir(), "intune-sea-"));
  try {
    const main = join(work, "plugin.cjs");
    await bundlePlugin(main);
    const config = {
      main,
      output,
      executable: nodeBinary(await fetchNode(build), build),
      disableExperimentalSEAWarning: true,
      // What V8 has compiled here runs nowhere else.
      useCodeCache: build === hostBuild,
    };
    await writeFile(join(work, "sea.json"), JSON.stringify(config));
    const host = requireHost();
    const node = nodeBinary(await fetchNode(host), host);
    await run(node, ["--build-sea", join(work, "sea.json")]);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  // Apple's processors run nothing unsigned; an ad-hoc signature needs no certificate, and macOS alone can make one.
  if (build.os === "darwin" && process.platform === "darwin")
    await run("codesign", ["--sign", "-", "--force", output]);
  const bytes = await readFile(output);
  const problem = findFormatProblem(bytes, build);
  if (problem !== undefined) throw new Error(`${build.platform}: ${problem}`);
  return bytes.length;
}
