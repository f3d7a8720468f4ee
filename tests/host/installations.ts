import { execFile } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { openHostFolder, type HostProject } from "./hostProject.ts";

const require = createRequire(import.meta.url);
const repositoryFolder = join(import.meta.dirname, "..", "..");
const binFolder = join(repositoryFolder, "node_modules", ".bin");

/** Goes with the process, since every file of tests uses it. */
const root = mkdtempSync(join(tmpdir(), "intune-host-"));
process.on("exit", () => {
  rmSync(root, { recursive: true, force: true });
});

export const readme = readFileSync(join(repositoryFolder, "README.md"), "utf8");

/** README's commands from a clone to the first `up`. */
export const readmeCommands =
  readme
    .split("## A first `up` in five commands")[1]
    ?.match(/^```sh\n(.*?)^```/ms)?.[1]
    ?.trim()
    .split("\n") ?? [];

/** Beside a clone of the repository: what README's commands have written there, but for the last of them. */
export const followReadme = once(async () => {
  const beside = await openHostFolder({
    installation: root,
    // npm reaches the registry as it does outside of the tests, through a proxy that inspects TLS too.
    environment: { NODE_EXTRA_CA_CERTS: process.env["NODE_EXTRA_CA_CERTS"] ?? "" },
  });
  opened = beside;
  // The clone, with what its first command installs and builds.
  const clone = join(beside.folder, "clone");
  mkdirSync(clone);
  for (const part of [
    "README.md",
    "LICENSE",
    "docs",
    "engine",
    "package.json",
    "package-lock.json",
    "provider",
    "emulator",
  ])
    cpSync(join(repositoryFolder, part), join(clone, part), { recursive: true });
  symlinkSync(join(repositoryFolder, "node_modules"), join(clone, "node_modules"), "junction");
  await beside.succeed(
    "bash",
    "-ec",
    ["cd clone", usePath, ...readmeCommands.slice(1, -1)].join("\n"),
  );
  return beside;
});

/** The commands of the clone, in a script that stands in it. */
const usePath = `export PATH="$PWD/node_modules/.bin${delimiter}$PATH"`;

let opened: HostProject | undefined;
after(() => opened?.close());

/** The folder in which README's commands installed the package by npm, with TypeScript 6. Projects below it find what is installed. */
export const installByNpm = async (): Promise<string> =>
  join((await followReadme()).folder, "apps");

/** The package as README's commands packed it. */
async function findPacked(): Promise<string> {
  const { folder } = await followReadme();
  const name = readdirSync(folder).find((file) =>
    /^pulumi-intune-provisioning-\d.*\.tgz$/.test(file),
  );
  return join(folder, name ?? "");
}

/**
 * Installed by pnpm, where a package finds nothing but its own dependencies; with TypeScript 5.9 and the ts-node that Pulumi
 * needs to compile ES modules.
 */
export const installByPnpm = once(async () => {
  const folder = await writeManifest({ typescript: "5.9.3", "ts-node": "10.9.2" });
  // Kept for the next run, as the browser of the report is.
  const store = join(repositoryFolder, "node_modules", ".cache", "pnpm-store");
  const offline = ["--prefer-offline", "--ignore-scripts", "--store-dir", store];
  await run(folder, "pnpm", ["install", ...offline]);
  return folder;
});

async function writeManifest(compilers: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(root, "pnpm");
  await mkdir(folder);
  const manifest = {
    private: true,
    dependencies: {
      "@pulumi/pulumi": versionOf("@pulumi/pulumi"),
      "pulumi-intune-provisioning": `file:${await findPacked()}`,
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
