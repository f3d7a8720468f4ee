import { on } from "node:events";
import { readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { PulumiFn, Stack } from "@pulumi/pulumi/automation/index.js";
import { IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";
import * as native from "pulumi-intune-provisioning/native";
import { DoNothing } from "../doNothingResource.ts";
import { createEngineFolder, createLocalStack, type EngineFolder } from "../localStack.ts";
import { watchPluginMemory } from "./watchPluginMemory.ts";

/** What the bench tells a subject: a process of its own that takes one kind of resource through its life. */
export interface Assignment {
  kind: Kind;
  /** Concurrent operations of the engine; its own default where undefined. */
  parallel: number | undefined;
  /** Where the engine finds the package. */
  projectFolder: string;
  environment: Record<string, string>;
  configurationIds: string[];
}

export type Kind = "floor" | "sets" | "waiting" | "nativeFloor" | "nativeSets";

export type OperationName = "create" | "noop" | "preview" | "change" | "refresh" | "destroy";

/** What one operation took. */
export interface Measurement {
  operation: OperationName;
  /** Since the epoch. */
  startedAtMs: number;
  elapsedMs: number;
  /** Highest resident set of the provider plugin; 0 where the operation starts none. */
  pluginPeakBytes: number;
  /** Highest resident set of the program's process so far. */
  programPeakBytes: number;
  /** Size of the stack's state file after the operation. */
  stateBytes: number;
}

const groupId = (number: number): string =>
  `${number.toString(16).padStart(8, "0")}-93b4-4a0a-8f57-6f1f3f1f4a01`;

const onlyWait = join(import.meta.dirname, "onlyWait.cjs");

/** Of the plugin in `nothing/`. */
class Nothing extends pulumi.CustomResource {
  constructor(name: string, args: pulumi.Inputs) {
    super("nothing:index:Nothing", name, args);
  }
}

/** Each resource holds two entries; of these the change exchanges one. */
let secondGroup = 2;

function declare({ kind, configurationIds }: Assignment): PulumiFn {
  return () => {
    configurationIds.forEach((configurationId, index) => {
      const assignments = [target.group(groupId(1)), target.group(groupId(secondGroup))];
      const args = { configurationId, assignments };
      if (kind === "floor") new DoNothing(`floor-${index}`, args);
      else if (kind === "waiting") new DoNothing(`waiting-${index}`, args, {}, onlyWait);
      else if (kind === "nativeFloor") new Nothing(`nothing-${index}`, args);
      else if (kind === "nativeSets")
        new native.IosLobAppProvisioningConfigurationAssignments(`set-${index}`, args);
      else new IosLobAppProvisioningConfigurationAssignments(`set-${index}`, args);
    });
    return Promise.resolve();
  };
}

/** From the start of the engine to its last line; what the Automation API asks afterwards does not count. */
async function measure(
  operation: OperationName,
  folder: EngineFolder,
  run: (options: { onOutput: () => void }) => Promise<unknown>,
): Promise<Measurement> {
  const plugin = watchPluginMemory();
  const startedAtMs = Date.now();
  const startMs = performance.now();
  let endMs = startMs;
  await run({ onOutput: () => (endMs = performance.now()) });
  return {
    operation,
    startedAtMs,
    elapsedMs: endMs - startMs,
    pluginPeakBytes: plugin.stop(),
    programPeakBytes: await readPeakBytes(),
    stateBytes: await readStateBytes(folder),
  };
}

async function readPeakBytes(): Promise<number> {
  const status = await readFile("/proc/self/status", "utf8");
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
}

async function readStateBytes(folder: EngineFolder): Promise<number> {
  const stacks = join(folder.path, "backend", ".pulumi", "stacks");
  const files = await readdir(stacks, { recursive: true });
  const file = files.find((name) => name.endsWith("dev.json"));
  return file === undefined ? 0 : (await stat(join(stacks, file))).size;
}

type Run = (options: { onOutput: () => void; parallel?: number }) => Promise<unknown>;

function operationsOf(stack: Stack): Record<OperationName, Run> {
  return {
    create: (options) => stack.up(options),
    noop: (options) => stack.up(options),
    preview: (options) => stack.preview(options),
    change: (options) => {
      secondGroup = secondGroup === 2 ? 3 : 2;
      return stack.up(options);
    },
    refresh: (options) => stack.refresh(options),
    destroy: (options) => stack.destroy(options),
  };
}

/** The first message is the assignment, and each later one an operation, until the bench disconnects. */
const messages = on(process, "message", { close: ["disconnect"] });
const { value: first } = (await messages.next()) as { value: [Assignment] };
const [assignment] = first;
const folder = await createEngineFolder();
try {
  const stack = await createLocalStack({
    folder,
    projectFolder: assignment.projectFolder,
    program: declare(assignment),
    environment: assignment.environment,
  });
  const operations = operationsOf(stack);
  const parallel = assignment.parallel === undefined ? {} : { parallel: assignment.parallel };
  for await (const [operation] of messages as AsyncIterable<[OperationName]>) {
    const measurement = await measure(operation, folder, (options) =>
      operations[operation]({ ...options, ...parallel }),
    );
    process.send?.(measurement);
  }
} finally {
  await folder.remove();
}
