import { existsSync } from "node:fs";
import { InvalidArgumentError, Option, type Command } from "commander";
import { nameIncludes } from "../domain/alikeNames.js";
import { isGuid, normalizeGuid } from "../domain/values.js";
import { toMessage, toReadable } from "../domain/readable.js";
import type { AdoptOptions } from "./adoptProject.js";
import { addProjectOption, addTenantOptions, signInNotes } from "./options.js";
import { checkProjectFolder, readSources, type SourceFiles } from "./projectFolder.js";
import type { ReadResult } from "./readAdoptableTenant.js";
import { checkCount, describeMissing } from "./readListed.js";
import { createProgress, type CommandProcess } from "./terminal.js";

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
  addProjectOption(addTenantOptions(command))
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
      ).conflicts(["append", "atLeast", "continue", "groups", "ids", "name", "project"]),
    )
    .addHelpText(
      "after",
      `${signInNotes}Nothing is written to Intune, by this or by the first \`pulumi up\` of the project.

Exit codes: 0 done, 1 failed, 2 wrong usage, 4 done, but something is missing (--continue).`,
    )
    .action((options: AdoptOptions) => adopt(options, process));
}

function readIds(text: string): Set<string> {
  const ids = text.split(",").map((id) => id.trim());
  if (ids.every((id) => isGuid(id))) return new Set(ids.map(normalizeGuid));
  throw new InvalidArgumentError("It takes GUIDs of configurations with commas between.");
}

async function adopt(options: AdoptOptions, process: CommandProcess): Promise<void> {
  if (options.preview !== undefined) {
    const { adoptLeftBehind } = await import("./adoptLeftBehind.js");
    return adoptLeftBehind(options.preview, options, process);
  }
  const warn = (texts: readonly string[]): void => {
    for (const text of texts) process.stderr.write(`Warning: ${toReadable(text)}\n`);
  };
  if (!options.dryRun) await checkProjectFolder(options.output);
  const sources = await readProject(options);
  const { tenant, missing } = await readMeant(options, process);
  const unfoundIds = findUnfound(options, { tenant, missing });
  const { adoptInto } = await import("./adoptProject.js");
  const { describeAdoption, describeDoubts } = await import("./describeAdoption.js");
  warn([
    ...checkCount(tenant.configurations.length, options.atLeast),
    ...describeDoubts(tenant),
    ...missing.map(describeMissing),
    ...unfoundIds.map((id) => `Missing: ${id}. The list has no such configuration.`),
  ]);
  const adoption = await adoptInto(tenant, sources, options);
  warn(
    adoption.deadImports.map(
      ({ path, specifier }) =>
        `${path} imports ${JSON.stringify(specifier)}, and there is no such file: delete the import, or restore the file.`,
    ),
  );
  for (const block of describeAdoption(tenant, { adoption, options, missing }))
    process.stdout.write(toMessage(block));
  if (missing.length + unfoundIds.length > 0) process.exitCode = 4;
}

/** @throws Error that names the ids, unless --continue is set. */
function findUnfound(
  { ids = new Set(), continue: continues }: AdoptOptions,
  { tenant, missing }: ReadResult,
): string[] {
  const found = tenant.configurations.map(({ configuration }) => configuration.id);
  const listed = new Set([...found, ...missing.map(({ id }) => id)]);
  const unfound = [...ids].filter((id) => !listed.has(id));
  if (unfound.length === 0 || continues) return unfound;
  throw new Error(
    `--ids: there is no configuration ${unfound.join(", ")}. Nothing was written. ` +
      "Check the ids, or adopt the others with --continue.",
  );
}

/** Loads HTTP and sign-in lazily: help and wrong options are answered at once. */
async function readMeant(
  { ids, name, groups, ...options }: AdoptOptions,
  process: CommandProcess,
): Promise<ReadResult> {
  const { openTenant } = await import("./openTenant.js");
  const { readAdoptableTenant } = await import("./readAdoptableTenant.js");
  const progress = createProgress(process.stderr, process.env);
  try {
    return await readAdoptableTenant(openTenant(process.env).graph, {
      options: [...(ids ? ["--ids"] : []), ...(name === undefined ? [] : ["--name"])],
      isMeant: ({ id, displayName }) =>
        (ids?.has(id) ?? true) && nameIncludes(displayName, name ?? ""),
      looksUpGroups: groups === "look-up",
      continues: options.continue === true,
      progress,
    });
  } finally {
    progress.end();
  }
}

/** @throws Error where there is nothing to append to. */
async function readProject({
  output,
  append,
  dryRun,
}: AdoptOptions): Promise<SourceFiles | undefined> {
  if (append) return readSources(output);
  const sources = dryRun && existsSync(output) ? await readSources(output) : undefined;
  return sources?.size === 0 ? undefined : sources;
}
