import { InvalidArgumentError, Option, type Command } from "commander";
import { basename, extname, resolve } from "node:path";

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

export function addProjectOption(command: Command): Command {
  const text = "the project's name (default: the folder's)";
  return command.option("--project <NAME>", text, readProjectName);
}

/** Pulumi's rule for project names; npm allows no leading dot. */
function readProjectName(name: string): string {
  if (/^[a-zA-Z0-9._-]{1,100}$/.test(name)) return name;
  throw new InvalidArgumentError('It takes letters, digits, "-", "_" and ".", at most 100.');
}

export function projectNameOf(folder: string): string {
  const plain = basename(resolve(folder))
    .normalize("NFKD")
    .replace(/\p{Mark}+/gu, "");
  const name = plain.replace(/[^a-zA-Z0-9._-]+/g, "-");
  return name.replace(/^[._-]+/, "").slice(0, 100) || "intune";
}
