import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { styleText } from "node:util";
import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { createEmulator, seedTenant, type Emulator } from "intune-graph-emulator";
import { emulatorEnvironment } from "./emulatorEnvironment.ts";
import { createEngineFolder, createLocalStack, skipResults } from "./localStack.ts";
import { makeProfile } from "./profile/makeProfile.ts";

/** `npm start`: the quickstart's life, from a profile's file to destroy, on the real engine against the emulator. */
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

/** Made on the spot: one that is shipped would expire, and Apple's are nobody's to ship. */
async function writeProfile(file: string, lifeDays: number): Promise<void> {
  const expires = new Date(Date.now() + lifeDays * 24 * 60 * 60 * 1000);
  await writeFile(file, makeProfile({ name: "Contoso Field Service", expires }));
}

async function showLife(stack: Stack, emulator: Emulator, file: string): Promise<void> {
  const { tenant } = emulator;
  const [technicians = "", drivers = "", managers = ""] = seedTenant(tenant).groups.map(
    ({ id }) => id,
  );
  const find = () => tenant.configurations.find((each) => each.displayName === "Field Service");
  const printLive = (): void => {
    const { id = "", version } = find() ?? {};
    const groupIds = tenant.assignmentsOf(id).map((target) => target.groupId);
    process.stdout.write(`In Intune: ${id}, version ${version}, for ${groupIds.join(" and ")}\n`);
  };

  printHeading("Create: a profile's file becomes a configuration, for drivers and managers");
  await writeProfile(file, 20);
  await stack.setConfig("quickstart:profile", { value: file });
  await declareGroups(stack, [drivers, managers]);
  await stack.up(shown);
  printLive();

  printHeading("Again: nothing to do, and nothing sent");
  emulator.clearRequests();
  await stack.up(shown);
  process.stdout.write(`Requests to Graph and to Entra: ${emulator.requests.length}\n`);

  printHeading("Renewal: a new file, the same id, and the assignments stay");
  await writeProfile(file, 365);
  await stack.preview({ ...shown, diff: true });
  await stack.up(shown);
  printLive();

  printHeading("Drift: in the portal someone edits the description and removes the managers");
  const id = find()?.id ?? "";
  tenant.updateConfiguration(id, { description: "Ask Jo before you touch this" });
  tenant.removeAssignment(id, (target) => target.groupId === managers);
  await stack.preview({ ...shown, diff: true, refresh: true });

  printHeading("Repair: an up that refreshes first puts both right");
  await stack.refresh(shown);
  await stack.up(shown);

  printHeading("Refusal: an entry that no preview has shown is not erased");
  const addAllDevices = { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget" };
  tenant.addAssignment(id, addAllDevices);
  await declareGroups(stack, [managers, technicians]);
  await stack.up(shown).then(
    () => Promise.reject(new Error("The update should have been refused.")),
    () => undefined,
  );

  printHeading("The way out: after a refresh the preview shows it going, and the up removes it");
  await stack.refresh(shown);
  await stack.preview({ ...shown, diff: true });
  await stack.up(shown);
  printLive();

  printHeading("Destroy: the assignments go, then the configuration");
  await stack.destroy(shown);
  process.stdout.write(
    `Left in Intune: ${find() === undefined ? "nothing of ours" : "something"}\n`,
  );
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
  skipResults(stack);
  await showLife(stack, emulator, join(folder.path, "field-service.mobileprovision"));
} finally {
  await emulator.close();
  await folder.remove();
}
