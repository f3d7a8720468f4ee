import { existsSync } from "node:fs";
import { toAdoptable } from "../adopt/adoptableTenant.js";
import { readExistingProject, type ExistingProject } from "../adopt/existingProject.js";
import { planProject, type ProjectPlan } from "../adopt/planProject.js";
import { longestComparableName } from "../domain/group.js";
import type { Graph } from "../graph/openGraph.js";
import { describeAdoption, warnOfDoubts } from "./describeAdoption.js";
import { setUpProject, type ProjectOptions } from "./options.js";
import { checkProjectFolder, findChanges, readSources, writeChanges } from "./projectFolder.js";
import { openTenant, readEach, readTenant, requireFound } from "./readTenant.js";
import { printLines, withProgress, type CommandProcess, type Progress } from "./terminal.js";

export interface AdoptOptions extends ProjectOptions {
  output: string;
  /** In lower case; undefined: all. */
  ids?: ReadonlySet<string>;
  name?: string;
  groups: "constants" | "look-up";
  atLeast?: number;
  continue?: boolean;
  append?: boolean;
  dryRun?: boolean;
}

export async function adoptTenant(options: AdoptOptions, process: CommandProcess): Promise<void> {
  const { output: folder, dryRun } = options;
  const setup = setUpProject(folder, options, process);
  if (!dryRun) await checkProjectFolder(folder);
  const existing = await readProject(options);
  const { graph } = openTenant(process);
  const adoption = await withProgress(process, async (progress) => {
    const { tenant, seen, isWhole } = await readAdoptable(graph, options, progress);
    if (!isWhole) process.exitCode = 4;
    const plan = planProject(tenant, setup, existing);
    warnOfDoubts(tenant, plan, progress.warn);
    const changes = await findOwnChanges(folder, plan, existing);
    if (!dryRun) await writeChanges(folder, changes);
    const written = [...changes.keys()].sort();
    return { found: tenant.configurations.length, seen, plan, existing, written };
  });
  printLines(process.stdout, describeAdoption(adoption, { ...options, ...setup }));
}

/** Without sources for a new project. @throws Error where there is nothing to append to. */
async function readProject({ output, append, dryRun }: AdoptOptions): Promise<ExistingProject> {
  const isThere = existsSync(output);
  if (append && !isThere)
    throw new Error(`There is no project in ${output}: leave out --append, to make one.`);
  const isRead = isThere && (append ?? dryRun);
  return readExistingProject(isRead ? await readSources(output) : new Map());
}

/** @throws Error that names ids which are not there, unless --continue is set. */
async function readAdoptable(graph: Graph, options: AdoptOptions, progress: Progress) {
  const { ids, name, groups, continue: continues } = options;
  const acceptedStatuses = continues ? [403, 404] : [];
  const read = await readTenant(graph, { ...options, progress, acceptedStatuses });
  const configurations = read.configurations.flatMap(({ configuration, entries, refusedWith }) =>
    refusedWith === undefined ? [toAdoptable(configuration, entries, Date.now())] : [],
  );
  requireFound(configurations.length, options, { ...read, progress });
  const seen = new Set(read.configurations.map(({ configuration: { id } }) => id));
  const unfound = [...(ids ?? [])].filter((id) => !seen.has(id));
  if (unfound.length > 0 && !continues)
    throw new Error(
      `--ids: there is no configuration ${unfound.join(", ")}. Nothing was written. ` +
        "Check the ids, or adopt the others with --continue.",
    );
  for (const id of unfound) progress.warn(`Missing: ${id}. The list has no such configuration.`);
  const { groupNames } = read;
  const distinctGroupIds = await findDistinct(graph, groups === "look-up" ? [...groupNames] : []);
  return {
    tenant: { configurations, groupNames, distinctGroupIds },
    /** Ids; undefined where only some were asked for. */
    seen: ids === undefined && name === undefined ? seen : undefined,
    isWhole: read.isWhole && unfound.length === 0,
  };
}

/** The ids of the groups that share their name with no other. */
async function findDistinct(graph: Graph, groups: readonly [id: string, name: string][]) {
  const found = await readEach(groups, async ([id, name]) => {
    const isComparable = name !== "" && name.length <= longestComparableName;
    const namesakes = isComparable ? await graph.groups.findGroupsByDisplayName(name) : [];
    return namesakes.length === 1 ? [id] : [];
  });
  return new Set(found.flat());
}

/** @throws Error where a file of the user's would be overwritten. */
function findOwnChanges(
  folder: string,
  { files, changes }: ProjectPlan,
  { sources }: ExistingProject,
) {
  if (sources.size === 0) {
    const advice = "Name another folder, or add what is new to this project with --append.";
    return findChanges(folder, files, { advice });
  }
  const renewed = changes.filter(({ kind }) => kind === "renewed");
  const followed = renewed.flatMap(({ path, payloadPath }) => [path, payloadPath]);
  return findChanges(folder, files, {
    // What --append extends, and modules that nobody edited.
    replaceable: ["index.ts", "groups.ts", "import.json", ...followed],
    advice: "Move them out of the way, or name another folder.",
  });
}
