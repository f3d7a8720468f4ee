import { join } from "node:path";
import type { EngineEvent, PulumiFn, Stack } from "@pulumi/pulumi/automation/index.js";
import {
  createEmulator,
  type AssignmentTarget,
  type Emulator,
  type EmulatorOptions,
} from "intune-graph-emulator";
import { emulatorEnvironment } from "../../engine/emulatorEnvironment.ts";
import {
  createEngineFolder,
  createLocalStack,
  skipResults,
  type EngineFolder,
} from "../../engine/localStack.ts";
import { writeStack } from "./writeStack.ts";
import { readState } from "./readState.ts";
import { openVault, secretsProvider } from "./vault.ts";

const exampleFolder = join(import.meta.dirname, "..", "..", "examples", "quickstart");

/** A tenant of its own, an engine's folder of its own, and what a provider needs to reach the one from the other. */
export interface TestTenant {
  emulator: Emulator;
  folder: EngineFolder;
  environment: Record<string, string>;
  /** Adds a configuration with the given live targets and returns its id. */
  addConfiguration: (targets?: readonly AssignmentTarget[]) => string;
  /** The groups that it is assigned to now, past HTTP and lag, sorted. */
  liveGroupIds: (configurationId: string) => unknown[];
  /** Requests to Graph since the last call, without sign-ins, as "METHOD last-segment". */
  takeRequests: () => string[];
  close: () => Promise<void>;
}

export async function openTestTenant(options: EmulatorOptions = {}): Promise<TestTenant> {
  const emulator = await createEmulator(options);
  const folder = await createEngineFolder();
  const environment = await emulatorEnvironment(emulator, folder);
  return {
    emulator,
    folder,
    environment,
    addConfiguration(targets = []) {
      const { id } = emulator.tenant.addConfiguration({ displayName: "Field Service" });
      emulator.tenant.setAssignments(id, targets);
      return id;
    },
    liveGroupIds: (configurationId) =>
      emulator.tenant
        .assignmentsOf(configurationId)
        .map(({ groupId }) => groupId)
        .sort(),
    takeRequests() {
      const requests = emulator.requests
        .filter(({ path }) => path.startsWith("/beta/"))
        .map(({ method, path }) => `${method} ${path.split("?")[0]?.split("/").at(-1) ?? ""}`);
      emulator.clearRequests();
      return requests;
    },
    async close() {
      await emulator.close();
      await folder.remove();
    },
  };
}

/** What one run of the engine printed, and how it ended. */
export interface Run {
  text: string;
  /** The count of each operation, such as `{ create: 2 }`. */
  changes: Record<string, number>;
}

/** Options of the Automation API's; `onOutput` hears all that a run prints, its errors too. */
export interface RunOptions {
  onOutput?: (chunk: string) => void;
  onEvent?: (event: EngineEvent) => void;
  [option: string]: unknown;
}

/** A stack whose program can be exchanged between runs. */
export interface TestStack {
  stack: Stack;
  up: (options?: RunOptions) => Promise<Run>;
  preview: (options?: RunOptions) => Promise<Run>;
  refresh: (options?: RunOptions) => Promise<Run>;
  destroy: (options?: RunOptions) => Promise<Run>;
  /** What the program returned in the last run, secrets encrypted. */
  outputs: () => Properties;
  /** The run's output where it fails; it is an error if it does not. */
  failing: (run: Promise<Run>) => Promise<string>;
  /** What the state records, secrets encrypted. */
  resources: () => Recorded[];
  /** What it records of the one resource of ours; it is an error if there is none. */
  recorded: () => Recorded;
  findRecorded: () => Recorded | undefined;
}

type Properties = Record<string, unknown>;

export interface TestStackOptions {
  tenant: Pick<TestTenant, "folder" | "environment">;
  program: PulumiFn;
  stackName?: string;
  /** Where the program's modules are found; by default as those of an example. */
  projectFolder?: string;
  config?: Record<string, string | { value: string; secret: true }>;
  environment?: Record<string, string>;
}

export async function openTestStack(options: TestStackOptions): Promise<TestStack> {
  const { tenant } = options;
  // In another backend than files only the CLI knows how a stack looks.
  const isInFiles = options.environment?.["PULUMI_BACKEND_URL"] === undefined;
  const bundles = process.env["TEST_BUNDLES"];
  const open = isInFiles ? writeStack : createLocalStack;
  const stack = await open({
    folder: tenant.folder,
    projectFolder: options.projectFolder ?? exampleFolder,
    program: options.program,
    ...(options.stackName !== undefined && { stackName: options.stackName }),
    ...(options.config && { config: options.config }),
    secretsProvider,
    ...(bundles !== undefined && { hostFolder: join(bundles, "dynamicHost") }),
    environment: { ...(await openVault()), ...tenant.environment, ...options.environment },
  });
  skipResults(stack);
  const run = async (
    verb: "up" | "preview" | "refresh" | "destroy",
    runOptions: RunOptions = {},
  ): Promise<Run> => {
    let text = "";
    let changes: Record<string, number> = {};
    const onEvent = (event: EngineEvent): void => {
      if (event.summaryEvent) changes = { ...event.summaryEvent.resourceChanges };
      runOptions.onEvent?.(event);
    };
    const onOutput = (chunk: string): void => {
      text += chunk;
      runOptions.onOutput?.(chunk);
    };
    if (runsUnderWay === 0) dropLeftListeners();
    runsUnderWay += 1;
    try {
      await stack[verb]({ color: "never", ...runOptions, onEvent, onOutput, onError: onOutput });
      return { text, changes };
    } catch (error) {
      throw new EngineFailure(text, error);
    } finally {
      runsUnderWay -= 1;
    }
  };
  const resources = (): Recorded[] => readState(tenant.folder, stack.name);
  const findRecorded = (): Recorded | undefined => {
    return resources().find(({ type }) => /\bintune:(index:)?IosLob/.test(type));
  };
  return {
    stack,
    up: (runOptions) => run("up", runOptions),
    preview: (runOptions) => run("preview", { diff: true, ...runOptions }),
    refresh: (runOptions) => run("refresh", runOptions),
    destroy: (runOptions) => run("destroy", runOptions),
    outputs: () => resources().find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {},
    async failing(attempt) {
      try {
        const { text } = await attempt;
        throw new Error(`The run should have failed:\n${text}`);
      } catch (error) {
        if (error instanceof EngineFailure) return error.text;
        throw error;
      }
    },
    resources,
    findRecorded,
    recorded() {
      const found = findRecorded();
      if (found === undefined) throw new Error("The state has no resource of ours.");
      return found;
    },
  };
}

interface Recorded {
  type: string;
  urn: string;
  id: string;
  inputs: Properties;
  outputs: Properties;
  initErrors?: string[];
  sourcePosition?: string;
}

let runsUnderWay = 0;
let ownListeners: ReadonlySet<unknown> | undefined;

/**
 * If the engine ends a run before its program ends, Pulumi's server of inline programs keeps listening (automation/server.js,
 * 3.270), and prints each error of a later program in this process once more.
 */
function dropLeftListeners(): void {
  const listeners = process.listeners("uncaughtException");
  ownListeners ??= new Set(listeners);
  for (const listener of listeners) {
    if (ownListeners.has(listener)) continue;
    for (const event of ["uncaughtException", "unhandledRejection"]) process.off(event, listener);
  }
}

/** A run of the engine that failed, and all it printed. */
export class EngineFailure extends Error {
  override readonly name = "EngineFailure";
  readonly text: string;

  constructor(text: string, cause: unknown) {
    super(text, { cause });
    this.text = text;
  }
}
