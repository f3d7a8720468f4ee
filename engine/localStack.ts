import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { LocalWorkspace, type PulumiFn, type Stack } from "@pulumi/pulumi/automation/index.js";
import { findPulumiCli } from "./findPulumiCli.ts";
import { pulumiPath } from "./pulumiPath.ts";

/** A folder of its own for everything that an engine writes: state, settings, caches. */
export interface EngineFolder {
  path: string;
  /** Leaves nothing behind. */
  remove: () => Promise<void>;
}

export async function createEngineFolder(): Promise<EngineFolder> {
  const path = await mkdtemp(join(tmpdir(), "intune-engine-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

export interface LocalStackOptions {
  folder: EngineFolder;
  /** The Pulumi project to run as; the program's modules are found from its folder. */
  projectFolder: string;
  program: PulumiFn;
  projectName?: string;
  stackName?: string;
  /** Configuration of the stack, by full key as in `intune:tenantId`. */
  config?: Readonly<Record<string, string | { value: string; secret: true }>>;
  /** The environment of the engine, and so of the provider. */
  environment?: Readonly<Record<string, string>>;
}

/** A stack on the real engine, whose state is in a file backend inside `folder`. */
export async function createLocalStack(options: LocalStackOptions): Promise<Stack> {
  const cli = await findPulumiCli();
  const { folder, projectName = "quickstart", stackName = "dev" } = options;
  const backend = join(folder.path, "backend");
  const workDir = join(folder.path, projectName, stackName);
  await mkdir(backend, { recursive: true });
  await mkdir(workDir, { recursive: true });
  const url = pathToFileURL(backend).href;
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName, projectName, program: options.program },
    {
      pulumiCommand: cli,
      pulumiHome: join(folder.path, "home"),
      workDir,
      projectSettings: {
        name: projectName,
        runtime: "nodejs",
        main: options.projectFolder,
        backend: { url },
      },
      envVars: {
        PATH: pulumiPath(cli),
        PULUMI_BACKEND_URL: url,
        PULUMI_CONFIG_PASSPHRASE: "local",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        ...options.environment,
      },
    },
  );
  for (const [key, entry] of Object.entries(options.config ?? {})) {
    const value = typeof entry === "string" ? { value: entry } : entry;
    await stack.setConfig(key, value);
  }
  return stack;
}
