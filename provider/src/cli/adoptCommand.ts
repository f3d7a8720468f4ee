import { existsSync } from "node:fs";
import { nameIncludes } from "../domain/alikeNames.js";
import { toMessage, toReadable } from "../domain/readable.js";
import { groupForms, readAdoptOptions, type AdoptCommandOptions } from "./adoptOptions.js";
import type { Command, CommandSurroundings } from "./command.js";
import { exitCodes } from "./exitCodes.js";
import { createProgress } from "./createProgress.js";
import { describeAdoption, describeDoubts } from "./describeAdoption.js";
import { describeMissing } from "./describeMissing.js";
import { checkCount, expectationOptions } from "./expectFound.js";
import type { ReadResult, Selection } from "./readAdoptableTenant.js";
import { checkProjectFolder, readSources, type SourceFiles } from "./projectFolder.js";

/** `adopt`: reads a tenant, changes nothing in it, and writes the Pulumi project that manages it. */
export const adoptCommand: Command = {
  name: "adopt",
  summary: "Writes the Pulumi project that manages what a tenant has, without a change to it.",
  options: {
    output: { value: "FOLDER", meaning: "The project's folder; made where there is none." },
    ids: { value: "ID,ID", meaning: "Only the configurations with these ids." },
    name: { value: "TEXT", meaning: "Only those with this in their display name, in any case." },
    groups: {
      value: groupForms.join("|"),
      meaning:
        "How groups are named: by their ids as constants (the default), or looked up by display name where it is unique.",
    },
    ...expectationOptions,
    project: { value: "NAME", meaning: "The project's name; by default the folder's." },
    append: {
      meaning:
        "Adds what is new to a project that is there, and follows Intune in modules that nobody edited.",
    },
    "dry-run": {
      meaning:
        "Writes nothing. Shows what would be written; in a project, what --append would change.",
    },
  },
  notes: [
    "Nothing is written to Intune, by this or by the first `pulumi up` of the project.",
    "Signs in as the provider does, by variables: ARM_…, AZURE_… and INTUNE_… (docs/settings.md).",
    "It needs DeviceManagementApps.Read.All, and GroupMember.Read.All for the names of groups.",
    "",
    "Exit codes: 0 done, 1 failed, 2 wrong usage, 4 done, but something is missing (--continue).",
  ],
  run: async (values, surroundings) => {
    const options = readAdoptOptions(values);
    if (!options.isDryRun) await checkProjectFolder(options.folder);
    const sources = await readProject(options);
    const { tenant, missing } = await readMeant(options, surroundings);
    const unfoundIds = findUnfound(options, { tenant, missing });
    const warn = (texts: readonly string[]): void => {
      for (const text of texts) surroundings.stderr.write(`Warning: ${toReadable(text)}\n`);
    };
    const doubt = checkCount(tenant.configurations.length, options.atLeast);
    warn([
      ...(doubt === undefined ? [] : [doubt]),
      ...describeDoubts(tenant),
      ...missing.map(describeMissing),
      ...unfoundIds.map((id) => `Missing: ${id}. The list has no such configuration.`),
    ]);
    const { adoptInto } = await import("./adoptProject.js");
    const adoption = await adoptInto(tenant, sources, options);
    warn(
      adoption.deadImports.map(
        ({ path, specifier }) =>
          `${path} imports ${JSON.stringify(specifier)}, and there is no such file: delete the import, or restore the file.`,
      ),
    );
    for (const block of await describeAdoption(tenant, { adoption, options, missing }))
      surroundings.stdout.write(toMessage(block));
    return missing.length + unfoundIds.length > 0 ? exitCodes.incomplete : exitCodes.done;
  },
};

/** @throws Error that names them, unless the rest is to be adopted without them. */
function findUnfound(
  { ids = new Set(), continues }: AdoptCommandOptions,
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

/** What speaks HTTP and signs in is loaded here: help and a wrong option are answered at once. */
async function readMeant(
  options: AdoptCommandOptions,
  { env, stderr }: CommandSurroundings,
): Promise<ReadResult> {
  const { openTenant } = await import("./openTenant.js");
  const { readAdoptableTenant } = await import("./readAdoptableTenant.js");
  const { looksUpGroups, continues } = options;
  const selection = selectionOf(options);
  const progress = createProgress(stderr, env);
  try {
    return await readAdoptableTenant(openTenant(env).graph, {
      selection,
      looksUpGroups,
      continues,
      progress,
    });
  } finally {
    progress.end();
  }
}

function selectionOf({ ids, namePart }: AdoptCommandOptions): Selection | undefined {
  const options = [
    ...(ids === undefined ? [] : ["--ids"]),
    ...(namePart === undefined ? [] : ["--name"]),
  ];
  if (options.length === 0) return undefined;
  return {
    option: options.join(" with "),
    isMeant: ({ id, displayName }) =>
      (ids?.has(id) ?? true) && (!namePart || nameIncludes(displayName, namePart)),
  };
}

/** What is there already; a new project does not read it. @throws Error where there is nothing to append to. */
async function readProject({
  folder,
  appends,
  isDryRun,
}: AdoptCommandOptions): Promise<SourceFiles | undefined> {
  if (appends) return readSources(folder);
  const sources = isDryRun && existsSync(folder) ? await readSources(folder) : undefined;
  return sources?.size === 0 ? undefined : sources;
}
