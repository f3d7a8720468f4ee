import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import {
  LocalWorkspace,
  Stack,
  type ConfigMap,
  type PulumiFn,
} from "@pulumi/pulumi/automation/index.js";
import * as settings from "@pulumi/pulumi/runtime/settings.js";
import { findPulumiCli } from "./findPulumiCli.ts";
import { pulumiPath } from "./pulumiPath.ts";

/**
 * The channels of an inline program to its engine are never closed, and gRPC shares the connection to one address among
 * all channels of a process. Where a later engine listens on a port that an earlier one had, its channel would begin in
 * the other's back-off: the first call fails as UNAVAILABLE, which Pulumi takes for the engine's end. It passes over it,
 * the program never runs, and the run ends well without a resource. So each channel has its own connection.
 */
const { grpcClientOptions } = settings as unknown as { grpcClientOptions: Record<string, unknown> };
grpcClientOptions["grpc.use_local_subchannel_pool"] = 1;

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
  /** Where the executable is that hosts dynamic providers; beside the CLI by default. */
  hostFolder?: string;
  /** What encrypts the secrets of a stack that is not there yet; a passphrase by default. */
  secretsProvider?: string;
  /** The environment of the engine, and so of the provider. */
  environment?: Readonly<Record<string, string>>;
}

/** A stack on the real engine, whose state is in a file backend inside `folder`. */
export async function createLocalStack(options: LocalStackOptions): Promise<Stack> {
  const { stackName = "dev" } = options;
  const stack = await Stack.createOrSelect(stackName, await createLocalWorkspace(options));
  const config = Object.entries(options.config ?? {}).map(([key, entry]) => [
    key,
    typeof entry === "string" ? { value: entry } : entry,
  ]);
  if (config.length > 0) await stack.setAllConfig(Object.fromEntries(config) as ConfigMap);
  return stack;
}

/** Each run of the Automation API asks for the outputs and the history by three more commands: a second, for nothing where nobody reads them. */
export function skipResults(stack: Stack): void {
  Object.assign(stack, {
    outputs: () => Promise.resolve({}),
    info: () => Promise.resolve(undefined),
  });
}

/** What runs the CLI for a stack, which need not be there yet. */
export async function createLocalWorkspace(options: LocalStackOptions): Promise<LocalWorkspace> {
  const cli = await findPulumiCli();
  const { folder, projectName = "quickstart", stackName = "dev" } = options;
  const backend = join(folder.path, "backend");
  const workDir = join(folder.path, projectName, stackName);
  await mkdir(backend, { recursive: true });
  await mkdir(workDir, { recursive: true });
  // An engine that is killed while it writes a file of metadata leaves it empty: then no command reads the state.
  const url = `${pathToFileURL(backend).href}?metadata=skip`;
  const providers = [{ name: "pulumi-nodejs", path: options.hostFolder }];
  return LocalWorkspace.create({
    program: options.program,
    pulumiCommand: cli,
    pulumiHome: join(folder.path, "home"),
    workDir,
    ...(options.secretsProvider !== undefined && { secretsProvider: options.secretsProvider }),
    projectSettings: {
      name: projectName,
      // A program file here is JavaScript. By default each run of one would load TypeScript.
      runtime: { name: "nodejs", options: { typescript: false } },
      main: options.projectFolder,
      backend: { url },
      ...(options.hostFolder !== undefined && { plugins: { providers } }),
    },
    envVars: {
      PATH: pulumiPath(cli),
      PULUMI_BACKEND_URL: url,
      PULUMI_CONFIG_PASSPHRASE: "local",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      ...options.environment,
    },
  });
}
