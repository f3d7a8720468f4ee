import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createEmulator, type Emulator } from "intune-graph-emulator";
import { emulatorEnvironment } from "../emulatorEnvironment.ts";
import { createEngineFolder, createLocalStack } from "../localStack.ts";
import { openProject } from "../openProject.ts";
import { makeProfile } from "../profile/makeProfile.ts";

const command = join(import.meta.dirname, "..", "..", "provider", "dist", "cli", "main.js");
const groups = 50;
const yearMs = 365 * 24 * 60 * 60 * 1000;

/** One step of adopting a tenant: what it took, and how many requests of it changed something. */
export interface AdoptStep {
  step: "adopt" | "first up without checkpoints" | "preview" | "first up";
  elapsedMs: number;
  requests: number;
  writes: number;
}

/**
 * Adopts a tenant of so many configurations, takes it over by a first `up` without checkpoints, and previews without changes.
 * With `checkpoints`, a second stack takes the tenant over with them: the time grows with the square of the number.
 */
export async function measureAdopt(options: {
  configurations: number;
  latencyMs: number;
  parallel: number;
  checkpoints: boolean;
  onStep: (step: AdoptStep) => void;
}): Promise<void> {
  const emulator = await createEmulator({ latencyMs: options.latencyMs });
  const folder = await createEngineFolder();
  const startFolder = process.cwd();
  try {
    addConfigurations(emulator, options.configurations);
    const environment = {
      ...(await emulatorEnvironment(emulator, folder)),
      INTUNE_REQUESTS_PER_WINDOW: "1000000",
    };
    const project = join(folder.path, "adopted");
    const measure = createMeasure(emulator, options.onStep);
    await measure("adopt", () => runAdopt(project, environment));
    const program = await openProject(project);
    const stackOptions = { folder, projectFolder: project, program };
    const { parallel } = options;
    const fast = await createLocalStack({
      ...stackOptions,
      stackName: "fast",
      environment: { ...environment, PULUMI_SKIP_CHECKPOINTS: "true" },
    });
    await measure("first up without checkpoints", () => fast.up({ parallel }));
    await measure("preview", () => fast.preview({ parallel, expectNoChanges: true }));
    if (!options.checkpoints) return;
    const slow = await createLocalStack({ ...stackOptions, environment });
    await measure("first up", () => slow.up());
  } finally {
    process.chdir(startFolder);
    await emulator.close();
    await folder.remove();
  }
}

function addConfigurations({ tenant }: Emulator, count: number): void {
  const expires = new Date(Math.floor((Date.now() + yearMs) / 1000) * 1000);
  const payload = Buffer.from(makeProfile({ expires })).toString("base64");
  const groupIds = Array.from(
    { length: groups },
    (_, number) => tenant.addGroup({ displayName: `Group ${number}` }).id,
  );
  for (let number = 0; number < count; number += 1) {
    const { id } = tenant.addConfiguration({
      displayName: `App ${number}`,
      payload,
      payloadFileName: "app.mobileprovision",
      expirationDateTime: expires.toISOString(),
    });
    const groupId = groupIds[number % groups] ?? "";
    tenant.setAssignments(id, [
      { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId },
    ]);
  }
}

async function runAdopt(project: string, environment: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, [command, "adopt", "--output", project], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new Error(`adopt ended with ${String(code)}.`);
}

function createMeasure(emulator: Emulator, onStep: (step: AdoptStep) => void) {
  return async (step: AdoptStep["step"], run: () => Promise<unknown>): Promise<void> => {
    emulator.clearRequests();
    const startMs = performance.now();
    await run();
    const elapsedMs = performance.now() - startMs;
    const requests = emulator.requests.filter(({ path }) => path.startsWith("/beta/"));
    const writes = requests.filter(({ method }) => method !== "GET").length;
    onStep({ step, elapsedMs, requests: requests.length, writes });
  };
}
