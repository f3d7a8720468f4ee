import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { packPackage } from "../packPackage.ts";

const require = createRequire(import.meta.url);
const binFolder = join(import.meta.dirname, "..", "..", "node_modules", ".bin");

/** Goes with the process, since every file of tests uses it. */
export const root = mkdtempSync(join(tmpdir(), "intune-host-"));
process.on("exit", () => {
  rmSync(root, { recursive: true, force: true });
});

const packed = once(() => packPackage(root));

/** A folder in which npm installed the package, with TypeScript 6. Projects below it find what is installed. */
export const installByNpm = once(async () => {
  const folder = await writeManifest("npm", { typescript: versionOf("typescript") });
  await run(folder, "npm", ["install", "--prefer-offline", "--no-audit", "--no-fund"]);
  return folder;
});

/**
 * Installed by pnpm, where a package finds nothing but its own dependencies; with TypeScript 5.9 and the ts-node that Pulumi
 * needs to compile ES modules.
 */
export const installByPnpm = once(async () => {
  const folder = await writeManifest("pnpm", { typescript: "5.9.3", "ts-node": "10.9.2" });
  const store = ["--store-dir", join(root, "pnpm-store")];
  await run(folder, "pnpm", ["install", "--ignore-scripts", ...store]);
  return folder;
});

async function writeManifest(
  name: string,
  compilers: Readonly<Record<string, string>>,
): Promise<string> {
  const folder = join(root, name);
  await mkdir(folder);
  const manifest = {
    private: true,
    dependencies: {
      "@pulumi/pulumi": versionOf("@pulumi/pulumi"),
      "pulumi-intune-provisioning": `file:${await packed()}`,
    },
    devDependencies: { ...compilers, "@types/node": versionOf("@types/node") },
  };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  return folder;
}

/** The version that the repository has: a registry's newest might fail for reasons of its own. */
function versionOf(name: string): string {
  return (require(`${name}/package.json`) as { version: string }).version;
}

async function run(cwd: string, command: string, args: string[]): Promise<void> {
  const PATH = [binFolder, process.env["PATH"]].join(delimiter);
  await promisify(execFile)(command, args, { cwd, env: { ...process.env, PATH } });
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
