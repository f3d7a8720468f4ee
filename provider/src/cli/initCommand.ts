import type { Command } from "commander";
import { resolve } from "node:path";
import {
  emulatorFolder,
  renderNewProject,
  samplePath,
  type ProjectSetup,
} from "../adopt/projectFiles.js";
import { readPackaged } from "../version.js";
import { addProjectOptions, setUpProject, type ProjectOptions } from "./options.js";
import { checkProjectFolder, findChanges, writeChanges } from "./projectFolder.js";
import { printLines, type CommandProcess } from "./terminal.js";

interface InitOptions extends ProjectOptions, Pick<ProjectSetup, "sample" | "emulator"> {
  check?: boolean;
}

export function addInit(program: Command, process: CommandProcess): void {
  const command = program
    .command("init")
    .description("Writes a new Pulumi project, or checks that the provider can use your tenant.")
    .argument("[FOLDER]", "the project's folder; made where there is none", ".");
  addProjectOptions(command)
    .option("--sample", "adds a made-up profile, which no device takes, and declares it")
    .option("--emulator", "adds an emulator of Graph from the same place, to try without a tenant")
    .option("--check", "writes nothing: checks connection, clock, sign-in, permission and licence")
    .addHelpText(
      "after",
      `
--check signs in as the provider does, by variables: ARM_…, AZURE_… and INTUNE_… (docs/settings.md).

Exit codes: 0 done, 1 failed, 2 wrong usage.`,
    )
    // Loads HTTP and sign-in lazily: a project needs neither.
    .action(async (folder: string, options: InitOptions) => {
      if (options.check) await (await import("./checkTenant.js")).checkTenant(process);
      else await writeProject(folder, options, process);
    });
}

/** @throws Error where a file differs; nothing is written then. */
async function writeProject(
  folder: string,
  options: InitOptions,
  process: CommandProcess,
): Promise<void> {
  await checkProjectFolder(folder);
  const setup = { ...options, ...setUpProject(folder, options, process) };
  const files = renderNewProject(setup);
  if (setup.sample) files.set(samplePath, readPackaged(samplePath));
  const advice =
    "Name an empty folder, or one that is not there yet; `adopt --append` adds to a project.";
  await writeChanges(folder, await findChanges(folder, files, { advice }));
  printLines(process.stdout, describeNextSteps(folder, setup));
}

function describeNextSteps(
  folder: string,
  { projectName, packageManager = "npm", sample, emulator }: ProjectSetup,
): (string | false)[] {
  const isHere = resolve(folder) === resolve(".");
  return [
    `Wrote the project ${projectName} to ${folder}. Next:`,
    !isHere && `  cd ${/^[\w./-]+$/.test(folder) ? folder : JSON.stringify(folder)}`,
    `  ${packageManager} install`,
    !sample && "  put a provisioning profile into profiles/, and declare it in index.ts",
    !emulator && "  npx pulumi-intune-provisioning init --check",
    "  pulumi stack init dev",
    `  ${emulator ? `npx intune-graph-emulator --state ${emulatorFolder} -- ` : ""}pulumi up`,
  ];
}
