import { InvalidArgumentError, Option, type Command } from "commander";
import { isGuid, normalizeGuid } from "../domain/values.js";
import type { AdoptOptions } from "./adoptTenant.js";
import { addProjectOptions, addTenantOptions, signInNotes } from "./options.js";
import type { CommandProcess } from "./terminal.js";

export function addAdopt(program: Command, process: CommandProcess): void {
  const command = program
    .command("adopt")
    .description("Writes the Pulumi project that manages what a tenant has, without changing it.")
    .requiredOption(
      "--output <FOLDER>",
      "the project's folder; made where there is none. With --preview, the file for the ids",
    )
    .option("--ids <ID,ID>", "only the configurations with these ids", readIds)
    .option("--name <TEXT>", "only those with this in their display name, in any case")
    .addOption(
      new Option("--groups <FORM>", "by their ids, or looked up by display name where it is unique")
        .choices(["constants", "look-up"])
        .default("constants"),
    );
  addProjectOptions(addTenantOptions(command))
    .option(
      "--append",
      "adds what is new to a project that is there, and follows Intune in modules that nobody edited",
    )
    .option(
      "--dry-run",
      "writes nothing; shows what would be written, and in a project what --append changes",
    )
    .addOption(
      new Option(
        "--preview <FILE>",
        "of what `pulumi preview --json` wrote, finds what a killed run has created and not recorded",
      ).conflicts([
        ...["append", "atLeast", "continue", "groups", "ids", "name"],
        ...["package", "packageManager", "project"],
      ]),
    )
    .addHelpText(
      "after",
      `${signInNotes}Nothing is written to Intune, by this or by the first \`pulumi up\` of the project.

Exit codes: 0 done, 1 failed, 2 wrong usage, 4 done, but something is missing (--continue).`,
    )
    // Loads HTTP and sign-in lazily: help and wrong options are answered at once.
    .action(async ({ preview, ...options }: AdoptOptions & { preview?: string }) => {
      if (preview === undefined)
        await (await import("./adoptTenant.js")).adoptTenant(options, process);
      else await (await import("./adoptLeftBehind.js")).adoptLeftBehind(preview, options, process);
    });
}

function readIds(text: string): Set<string> {
  const ids = text.split(",").map((id) => id.trim());
  if (ids.every((id) => isGuid(id))) return new Set(ids.map(normalizeGuid));
  throw new InvalidArgumentError("It takes GUIDs of configurations with commas between.");
}
