import { join } from "node:path";
import { styleText } from "node:util";
import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { createEmulator, seedTenant, type Emulator } from "intune-graph-emulator";
import { emulatorEnvironment } from "./emulatorEnvironment.ts";
import { createEngineFolder, createLocalStack } from "./localStack.ts";

/** `npm start`: the quickstart's life, from create to destroy, on the real engine against the emulator. */
const quickstartFolder = join(import.meta.dirname, "..", "examples", "quickstart");

/** The engine's own output, as it comes. */
const shown = { onOutput: (text: string): void => void process.stdout.write(text) };

function printHeading(text: string): void {
  process.stdout.write(`\n${styleText(["bold", "cyan"], `── ${text}`)}\n\n`);
}

/** The quickstart's module declares its resources when it is loaded, so each run loads it anew. */
let runs = 0;
const runQuickstart = (): Promise<Record<string, unknown>> =>
  import(`../examples/quickstart/index.ts?run=${(runs += 1)}`) as Promise<Record<string, unknown>>;

async function declareGroups(stack: Stack, groupIds: string[]): Promise<void> {
  await stack.setConfig("quickstart:groupIds", { value: JSON.stringify(groupIds) });
}

async function showLife(stack: Stack, emulator: Emulator): Promise<void> {
  const { configurations, groups } = seedTenant(emulator.tenant);
  const configurationId = configurations.at(-1)?.id ?? "";
  const [technicians = "", , managers = "", pilots = ""] = groups.map(({ id }) => id);
  await stack.setConfig("quickstart:configurationId", { value: configurationId });

  printHeading("Create: the pilot ring and the store managers get the profile");
  await declareGroups(stack, [pilots, managers]);
  await stack.up(shown);

  printHeading("Again: nothing to do, and nothing sent");
  emulator.clearRequests();
  await stack.up(shown);
  process.stdout.write(`Requests to Graph and to Entra: ${emulator.requests.length}\n`);

  printHeading("Change: technicians come, the pilot ring goes");
  await declareGroups(stack, [managers, technicians]);
  await stack.preview({ ...shown, diff: true });
  await stack.up(shown);

  printHeading("Drift: someone removes the managers in the portal; the preview shows it");
  emulator.tenant.removeAssignment(configurationId, (target) => target.groupId === managers);
  await stack.preview({ ...shown, diff: true, refresh: true });

  printHeading("Repair: the next up puts them back");
  await stack.up({ ...shown, refresh: true });

  printHeading("Refusal: an entry that no preview has shown is not erased");
  const addAllDevices = { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget" };
  emulator.tenant.addAssignment(configurationId, addAllDevices);
  await declareGroups(stack, [managers]);
  await stack.up(shown).then(
    () => Promise.reject(new Error("The update should have been refused.")),
    () => undefined,
  );

  printHeading("Destroy: what is ours goes, what the portal added stays");
  await stack.destroy(shown);
  const left = emulator.tenant.assignmentsOf(configurationId);
  process.stdout.write(`Left in Intune: ${JSON.stringify(left)}\n`);
}

const emulator = await createEmulator();
const folder = await createEngineFolder();
try {
  const stack = await createLocalStack({
    folder,
    projectFolder: quickstartFolder,
    program: runQuickstart,
    environment: await emulatorEnvironment(emulator, folder),
  });
  await showLife(stack, emulator);
} finally {
  await emulator.close();
  await folder.remove();
}
