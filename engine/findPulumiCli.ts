import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import { SemVer, gte } from "semver";
import { buildGo, report } from "./buildGo.ts";
import { userCache } from "./userCache.ts";

/** Built or installed where there is none; engine/go.mod pins the same. */
const pinnedVersion = "3.274.1";

/** The first CLI whose `import --file` takes what a dynamic resource needs. */
const oldestVersion = "3.254.0";

const engineFolder = import.meta.dirname;
const packageFolder = join(engineFolder, "..", "node_modules", "@pulumi", "pulumi");

export const cacheFolder = join(userCache, `pulumi-${pinnedVersion}`);

let found: Promise<PulumiCommand> | undefined;

/**
 * Finds a Pulumi CLI, once a process: on PATH if new enough; else one that was set up here before; else by Pulumi's official installer;
 * else built from its Go module, which takes a few minutes once.
 *
 * @throws Error that says what was tried, when none of these works.
 */
export function findPulumiCli(): Promise<PulumiCommand> {
  return (found ??= search());
}

async function search(): Promise<PulumiCommand> {
  const attempts: string[] = [];
  const onPath = await tryCommand(() => PulumiCommand.get(), attempts, "PATH");
  if (onPath?.version && gte(onPath.version, oldestVersion)) return onPath;
  if (onPath)
    attempts.push(`PATH: version ${String(onPath.version)} is older than ${oldestVersion}`);
  const options = {
    root: cacheFolder,
    version: new SemVer(pinnedVersion),
    skipVersionCheck: false,
  };
  const cached = await tryCommand(() => PulumiCommand.get(options), attempts, cacheFolder);
  if (cached) return cached;
  report(`No Pulumi CLI on PATH: trying Pulumi's installer, version ${pinnedVersion}`);
  const installed = await tryCommand(() => PulumiCommand.install(options), attempts, "installer");
  if (installed) return installed;
  report(
    "The installer can't be reached: building the CLI from its Go module (a few minutes, once)",
  );
  const built = await tryCommand(buildCli, attempts, "go build");
  if (built) return built;
  throw new Error(
    `No Pulumi CLI (at least ${oldestVersion}) could be found, installed or built. Install it (https://www.pulumi.com/` +
      `docs/install) or Go (https://go.dev/dl), then run the command again. Tried:\n  ${attempts.join("\n  ")}`,
  );
}

/** For commands: a CLI, or one clear error on the terminal and the end. */
export async function findPulumiCliOrExit(): Promise<PulumiCommand> {
  try {
    return await findPulumiCli();
  } catch (error) {
    report(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

async function tryCommand(
  find: () => Promise<PulumiCommand>,
  attempts: string[],
  name: string,
): Promise<PulumiCommand | undefined> {
  try {
    return await find();
  } catch (error) {
    const lines = (error instanceof Error ? error.message : String(error)).trim().split("\n");
    attempts.push(`${name}: ${lines.slice(0, 3).join(" ")}`);
    return undefined;
  }
}

async function buildCli(): Promise<PulumiCommand> {
  const version = `github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${pinnedVersion}`;
  await buildGo({
    module: engineFolder,
    target: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    file: join(cacheFolder, "bin", "pulumi"),
    flags: ["-ldflags", `-s -w -X ${version}`],
    steps: 1900,
    async finish(folder) {
      // Beside the CLI, as in Pulumi's own download: found elsewhere, the engine would warn of it in every run.
      const plugin = "pulumi-resource-pulumi-nodejs";
      await copyFile(join(packageFolder, plugin), join(folder, plugin));
    },
  });
  return PulumiCommand.get({
    root: cacheFolder,
    version: new SemVer(pinnedVersion),
    skipVersionCheck: false,
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const cli = await findPulumiCliOrExit();
  report(`Pulumi CLI ${String(cli.version)}: ${cli.command}`);
}
