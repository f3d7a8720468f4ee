import { InvalidArgumentError, Option, type Command } from "commander";
import { basename, resolve } from "node:path";

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
  return command
    .addOption(
      new Option("--format <FORMAT>", "by default as the ending of FILE says, else text").choices(
        formats,
      ),
    )
    .option("--output <FILE>", "writes to a file, whole or not at all, instead of printing");
}

const formatsByEnding: Readonly<Record<string, string>> = { htm: "html", md: "markdown" };

/** By the output's file extension; otherwise text. */
export function formatOf<Format extends string>(
  output: string | undefined,
  formats: readonly Format[],
): Format | "text" {
  const ending = /\.([^./\\]+)$/.exec(output ?? "")?.[1]?.toLowerCase() ?? "";
  return formats.find((format) => format === (formatsByEnding[ending] ?? ending)) ?? "text";
}

export function addTenantOptions(command: Command): Command {
  return command
    .option(
      "--at-least <N>",
      "fails (1) and writes nothing when fewer configurations are found",
      wholeNumber(1),
    )
    .option(
      "--continue",
      "goes on where Graph answers 403 or 404 for one object, lists what is missing by id with the reason on stderr, and exits with 4",
    );
}

export const signInNotes = `
It signs in as the provider does, by variables: ARM_…, AZURE_… and INTUNE_… (docs/settings.md). The
identity needs DeviceManagementApps.Read.All, and GroupMember.Read.All for the names of groups.
`;

export function addProjectOption(command: Command): Command {
  return command.option(
    "--project <NAME>",
    "the project's name (default: the folder's)",
    readProjectName,
  );
}

/** Pulumi's rule for project names; npm allows no leading dot. */
function readProjectName(name: string): string {
  if (/^[a-zA-Z0-9._-]{1,100}$/.test(name)) return name;
  throw new InvalidArgumentError('It takes letters, digits, "-", "_" and ".", at most 100.');
}

export function projectNameOf(folder: string): string {
  const name = basename(resolve(folder)).replace(/[^a-zA-Z0-9._-]+/g, "-");
  return name.replace(/^[._]+/, "").slice(0, 100) || "intune";
}
