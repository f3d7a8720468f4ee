import { InvalidArgumentError, Option, type Command } from "commander";
import { existsSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import { lockFiles, packageManagers, type ProjectSetup } from "../adopt/projectFiles.js";
import { pick } from "../domain/values.js";
import type { CommandProcess } from "./terminal.js";

export function wholeNumber(
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): (text: string) => number {
  return (text) => {
    const number = /^\d+$/.test(text) ? Number(text) : NaN;
    if (number >= least && number <= most) return number;
    const range = `from ${least}${most === Number.MAX_SAFE_INTEGER ? "" : ` to ${most}`}`;
    throw new InvalidArgumentError(`It must be a whole number ${range}.`);
  };
}

export function addOutputOptions(command: Command, formats: readonly string[]): Command {
  const format = new Option("--format <FORMAT>", "by default by the ending of FILE, else text");
  return command
    .addOption(format.choices(formats))
    .option("--output <FILE>", "writes to a file, whole or not at all, instead of printing");
}

/** By --format, else by the ending of the output, else text. */
export function chooseForm<Form>(
  forms: Readonly<Record<string, Form>> & { text: Form },
  { format, output = "" }: { format?: string; output?: string },
): Form {
  const ending = extname(output).slice(1).toLowerCase();
  const chosen = format ?? (ending === "md" ? "markdown" : ending);
  return (Object.hasOwn(forms, chosen) ? forms[chosen] : undefined) ?? forms.text;
}

export function addTenantOptions(command: Command): Command {
  return command
    .option("--at-least <N>", "fails where fewer configurations are found", wholeNumber(1))
    .option(
      "--continue",
      "goes on where Graph answers 403 or 404 for one object, says what is missing, and exits with 4",
    );
}

export const signInNotes = `
It signs in as the provider does, by variables: ARM_…, AZURE_… and INTUNE_… (docs/settings.md). The
identity needs DeviceManagementApps.Read.All, and GroupMember.Read.All for the names of groups.
`;

export interface ProjectOptions extends Pick<ProjectSetup, "package" | "packageManager"> {
  project?: string;
}

export function addProjectOptions(command: Command): Command {
  const manager = new Option(
    "--package-manager <NAME>",
    "by default the one that runs this command, or whose lock file is there",
  );
  return command
    .option("--project <NAME>", "the project's name (default: the folder's)", readProjectName)
    .addOption(manager.choices(packageManagers))
    .option("--package <SPEC>", "where pulumi-intune-provisioning comes from, as npm takes it");
}

/** Pulumi's rule for project names; npm allows no leading dot. */
function readProjectName(name: string): string {
  if (/^[a-zA-Z0-9._-]{1,100}$/.test(name)) return name;
  throw new InvalidArgumentError('It takes letters, digits, "-", "_" and ".", at most 100.');
}

export function setUpProject(folder: string, options: ProjectOptions, process: CommandProcess) {
  const projectName = options.project ?? projectNameOf(folder);
  const packageManager = options.packageManager ?? findPackageManager(folder, process);
  return { ...pick(options, ["package"]), projectName, packageManager };
}

function findPackageManager(folder: string, { env }: CommandProcess) {
  const locked = packageManagers.find((name) => existsSync(join(folder, lockFiles[name])));
  // As in `pnpm/10.4.1 npm/? node/v24.3.0 linux x64`.
  const [running] = (env["npm_config_user_agent"] ?? "").split("/");
  return locked ?? packageManagers.find((name) => name === running) ?? "npm";
}

function projectNameOf(folder: string): string {
  const plain = basename(resolve(folder))
    .normalize("NFKD")
    .replace(/\p{Mark}+/gu, "");
  const name = plain.replace(/[^a-zA-Z0-9._-]+/g, "-");
  return name.replace(/^[._-]+/, "").slice(0, 100) || "intune";
}
