import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { renderNewProject } from "../adopt/renderNewProject.js";
import {
  emulatorFolder,
  packageManagers,
  type PackageManager,
} from "../adopt/renderProjectFiles.js";
import { toMessage } from "../domain/readable.js";
import { readProjectName } from "./adoptOptions.js";
import { UsageError, type Command, type CommandSurroundings } from "./command.js";
import { exitCodes } from "./exitCodes.js";
import { checkProjectFolder, compareWithFolder, writeFiles } from "./projectFolder.js";

interface InitOptions {
  folder: string;
  projectName: string;
  packageManager: PackageManager;
  packageSpec: string | undefined;
  hasSample: boolean;
  hasEmulator: boolean;
}

/** `init`: writes a project that `pulumi up` can run, and checks what the provider needs to sign in. */
export const initCommand: Command = {
  name: "init",
  summary: "Writes a new Pulumi project, or checks that the provider can work with your tenant.",
  argument: "FOLDER",
  options: {
    project: { value: "NAME", meaning: "The project's name; by default the folder's." },
    "package-manager": {
      value: packageManagers.join("|"),
      meaning: "By default the one that runs this command, or whose lock file is there.",
    },
    package: {
      value: "SPEC",
      meaning: "Where pulumi-intune-provisioning comes from, such as file:../package.tgz.",
    },
    sample: { meaning: "Adds a made-up profile, which no device takes, and declares the profile." },
    emulator: {
      meaning:
        "Adds an emulator of Graph from the same place, to try the project without a tenant.",
    },
    check: {
      meaning: "Writes nothing: checks connection, clock, sign-in, permission and licence.",
    },
  },
  notes: [
    "--check signs in as the provider does, by variables: ARM_…, AZURE_… and INTUNE_… (docs/settings.md).",
    "",
    "Exit codes: 0 done, 1 failed, 2 wrong usage.",
  ],
  run: async (values, surroundings) => {
    const folder = typeof values["FOLDER"] === "string" ? values["FOLDER"] : ".";
    if (values["check"] === true) return checkTenant(surroundings);
    const text = (name: string): string | undefined =>
      typeof values[name] === "string" ? values[name] : undefined;
    const options = {
      folder,
      projectName: readProjectName(values, folder),
      packageManager: readPackageManager(text("package-manager"), folder, surroundings.env),
      packageSpec: text("package"),
      hasSample: values["sample"] === true,
      hasEmulator: values["emulator"] === true,
    };
    await writeProject(options);
    surroundings.stdout.write(toMessage(describeNextSteps(options)));
    return exitCodes.done;
  },
};

/** What speaks HTTP and signs in is loaded here: a project needs neither. */
async function checkTenant({ env, stdout }: CommandSurroundings): Promise<number> {
  const { checkConnection } = await import("./checkConnection.js");
  let hasFailed = false;
  for await (const { name, text, isProblem } of checkConnection(env)) {
    hasFailed ||= isProblem;
    stdout.write(toMessage(`${isProblem ? "FAILED" : "ok    "} ${name}: ${text}\n`));
  }
  return hasFailed ? exitCodes.failed : exitCodes.done;
}

/** @throws Error where a file is there that says something else; nothing is written then. */
async function writeProject({ folder, packageSpec, ...options }: InitOptions): Promise<void> {
  await checkProjectFolder(folder);
  const spec = packageSpec === undefined ? {} : { packageSpec };
  const files = new Map(renderNewProject({ ...options, ...spec }));
  const { different } = await compareWithFolder(folder, files);
  if (different.length > 0)
    throw new Error(
      `${folder} has files of its own: ${different.join(", ")}. Nothing was written. Give an empty folder, or one that is not ` +
        "there yet; `adopt --append` adds to a project.",
    );
  await writeFiles(folder, files);
}

const lockFiles: Readonly<Record<PackageManager, string>> = {
  pnpm: "pnpm-lock.yaml",
  yarn: "yarn.lock",
  npm: "package-lock.json",
};

function readPackageManager(
  given: string | undefined,
  folder: string,
  env: CommandSurroundings["env"],
): PackageManager {
  if (given !== undefined) {
    const known = packageManagers.find((name) => name === given);
    if (known !== undefined) return known;
    throw new UsageError(
      `--package-manager must be one of ${packageManagers.join(", ")}, not ${JSON.stringify(given)}.`,
    );
  }
  const locked = packageManagers.find((name) => existsSync(join(folder, lockFiles[name])));
  // As in `pnpm/10.4.1 npm/? node/v24.3.0 linux x64`.
  const [running] = (env["npm_config_user_agent"] ?? "").split("/");
  return locked ?? packageManagers.find((name) => name === running) ?? "npm";
}

function describeNextSteps(options: InitOptions): string {
  const { folder, projectName, packageManager, hasSample, hasEmulator } = options;
  const isHere = resolve(folder) === resolve(".");
  return [
    `Wrote the project ${projectName} to ${folder}. Next:`,
    ...(isHere ? [] : [`  cd ${/^[\w./-]+$/.test(folder) ? folder : JSON.stringify(folder)}`]),
    `  ${packageManager} install`,
    ...(hasSample
      ? []
      : ["  put a provisioning profile into profiles/, and declare it in index.ts"]),
    ...(hasEmulator ? [] : ["  npx pulumi-intune-provisioning init --check"]),
    "  pulumi stack init dev",
    `  ${hasEmulator ? `npx intune-graph-emulator --state ${emulatorFolder} -- ` : ""}pulumi up`,
    "",
  ].join("\n");
}
