import { spawn } from "node:child_process";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { findPulumiCli } from "../../engine/findPulumiCli.ts";
import { languageHostFolder } from "../../engine/languageHost/languageHostFolder.ts";
import { pulumiPath } from "../../engine/pulumiPath.ts";
import { openTestTenant, type TestTenant } from "../engine/tenantStack.ts";
import { openVault, secretsProvider } from "../engine/vault.ts";

/** What a command printed, on either stream, and its exit code. */
export interface CommandRun {
  output: string;
  code: number | null;
}

/** A Pulumi project on disk with a stack and a tenant of its own, run by the CLI as a user runs it. */
export interface HostProject {
  folder: string;
  tenant: TestTenant;
  /** Writes files of the project, by their paths in it. */
  write: (files: Files) => Promise<void>;
  /** Runs a command in the project's folder. */
  run: (command: string, ...args: string[]) => Promise<CommandRun>;
  /** Runs a command and answers what it printed; it is an error if the command fails. */
  succeed: (command: string, ...args: string[]) => Promise<string>;
  /** `pulumi up` without questions, likewise. */
  up: (...flags: string[]) => Promise<string>;
  /** The same, where it may fail. */
  tryUp: (...flags: string[]) => Promise<CommandRun>;
  close: () => Promise<void>;
}

export type Files = Readonly<Record<string, string | Uint8Array>>;

export type ModuleType = "commonjs" | "module";

export interface HostFolderOptions {
  /** Where the package is installed. */
  installation: string;
  environment?: Readonly<Record<string, string>>;
}

export interface HostProjectOptions extends HostFolderOptions {
  files: Files;
  /** CommonJS by default. */
  type?: ModuleType;
}

/** A folder that is no project yet. */
export async function openHostFolder(options: HostFolderOptions): Promise<HostProject> {
  const tenant = await openTestTenant();
  const folder = await mkdtemp(join(options.installation, "project-"));
  const environment = {
    ...(await createEnvironment(tenant)),
    // Every command loads the same modules.
    NODE_COMPILE_CACHE: join(options.installation, "compiled"),
    ...options.environment,
  };
  const run = (command: string, ...args: string[]): Promise<CommandRun> =>
    runCommand(command, args, folder, environment);
  const succeed: HostProject["succeed"] = async (command, ...args) => {
    const { output, code } = await run(command, ...args);
    expect(code, output).to.equal(0);
    return output;
  };
  return {
    folder,
    tenant,
    run,
    succeed,
    async write(files) {
      for (const [path, content] of Object.entries(files)) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), content);
      }
    },
    up: (...flags) => succeed("pulumi", ...upArguments, ...flags),
    tryUp: (...flags) => run("pulumi", ...upArguments, ...flags),
    close: () => tenant.close(),
  };
}

/** A project with the stack `dev`. */
export async function openHostProject(options: HostProjectOptions): Promise<HostProject> {
  const project = await openHostFolder(options);
  // By default each run of a program in JavaScript would load TypeScript too.
  const typescript = Object.keys(options.files).some((path) => path.endsWith(".ts"));
  await project.write({
    "Pulumi.yaml": JSON.stringify({
      name: "field-service",
      runtime: { name: "nodejs", options: { typescript } },
    }),
    "package.json": JSON.stringify({ name: "field-service", type: options.type ?? "commonjs" }),
    ...options.files,
  });
  await project.succeed("pulumi", "stack", "init", "dev", "--secrets-provider", secretsProvider);
  return project;
}

const upArguments = ["up", "--yes", "--skip-preview", "--non-interactive", "--color", "never"];

/** Everything that an engine and a program write goes into the tenant's folder, what ts-node caches too. */
async function createEnvironment(tenant: TestTenant): Promise<Record<string, string>> {
  const [home, backend, temporary] = ["home", "backend", "temporary"].map((name) =>
    join(tenant.folder.path, name),
  ) as [string, string, string];
  for (const path of [home, backend, temporary]) await mkdir(path, { recursive: true });
  return {
    ...tenant.environment,
    PATH: [languageHostFolder, pulumiPath(await findPulumiCli())].join(delimiter),
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: pathToFileURL(backend).href,
    ...(await openVault()),
    // For a stack that names nothing else, as in README's commands.
    PULUMI_CONFIG_PASSPHRASE: "local",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    TMPDIR: temporary,
  };
}

async function runCommand(
  command: string,
  args: string[],
  cwd: string,
  environment: Record<string, string>,
): Promise<CommandRun> {
  const child = spawn("sh", ["-c", 'exec "$0" "$@" 2>&1', command, ...args], {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const closed = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject).on("close", resolve);
  });
  return { output: await text(child.stdout), code: await closed };
}
