import { existsSync } from "node:fs";
import { toAdoptable, type AdoptableTenant } from "../adopt/adoptableTenant.js";
import {
  findDeadImports,
  readExistingProject,
  type SourceFiles,
} from "../adopt/existingProject.js";
import { planProject } from "../adopt/planProject.js";
import { nameIncludes } from "../domain/alikeNames.js";
import { longestComparableName } from "../domain/group.js";
import { toMessage } from "../domain/readable.js";
import type { Graph } from "../graph/openGraph.js";
import { describeAdoption, describeDoubts, type Adoption } from "./describeAdoption.js";
import { projectNameOf } from "./options.js";
import { checkProjectFolder, findChanges, readSources, writeChanges } from "./projectFolder.js";
import { openTenant, readEach, readTenant, requireFound, type ReadTenant } from "./readTenant.js";
import { withProgress, type CommandProcess, type Progress } from "./terminal.js";

export interface AdoptOptions {
  output: string;
  /** In lower case; undefined: all. */
  ids?: ReadonlySet<string>;
  name?: string;
  groups: "constants" | "look-up";
  project?: string;
  atLeast?: number;
  continue?: boolean;
  append?: boolean;
  dryRun?: boolean;
}

export async function adoptTenant(options: AdoptOptions, process: CommandProcess): Promise<void> {
  if (!options.dryRun) await checkProjectFolder(options.output);
  const sources = await readProject(options);
  const { graph } = openTenant(process.env);
  const adoption = await withProgress(process, async (progress): Promise<Adoption> => {
    const read = await readMeant(graph, options, progress);
    if (!read.isWhole) process.exitCode = 4;
    const tenant = await toTenant(graph, read, options);
    for (const doubt of describeDoubts(tenant)) progress.warn(doubt);
    const isPart = options.ids !== undefined || options.name !== undefined;
    const seen = new Set(read.configurations.map(({ configuration: { id } }) => id));
    const { changes, ...adopted } = await adoptInto(sources, tenant, options);
    const files = new Map(changes.map(({ path, content }) => [path, content]));
    const dead = sources ? findDeadImports(new Map([...sources, ...files])) : [];
    for (const { path, specifier } of dead)
      progress.warn(
        `${path} imports ${JSON.stringify(specifier)}, and there is no such file: delete the import, or restore the file.`,
      );
    const written = [...files.keys()].sort();
    const found = tenant.configurations.length;
    return { ...adopted, found, seen: isPart ? undefined : seen, written };
  });
  process.stdout.write(toMessage(describeAdoption(adoption, options)));
}

/** @throws Error where there is nothing to append to. */
async function readProject({ output, append, dryRun }: AdoptOptions) {
  if (!append && !dryRun) return undefined;
  if (!existsSync(output)) {
    if (!append) return undefined;
    throw new Error(`There is no project in ${output}: leave out --append, to make one.`);
  }
  const sources = await readSources(output);
  return append || sources.size > 0 ? sources : undefined;
}

/** @throws Error that names ids which are not there, unless --continue is set. */
async function readMeant(
  graph: Graph,
  options: AdoptOptions,
  progress: Progress,
): Promise<ReadTenant> {
  const { ids, name = "", continue: continues } = options;
  const read = await readTenant(graph, {
    progress,
    isMeant: ({ id, displayName }) => (ids?.has(id) ?? true) && nameIncludes(displayName, name),
    acceptedStatuses: continues ? [403, 404] : [],
  });
  const { configurations, listed } = read;
  const found = configurations.filter(({ refusal }) => refusal === undefined).length;
  requireFound(found, options, { listed, progress });
  const unfound = new Set(ids);
  for (const { configuration } of configurations) unfound.delete(configuration.id);
  if (unfound.size > 0 && !continues)
    throw new Error(
      `--ids: there is no configuration ${[...unfound].join(", ")}. Nothing was written. ` +
        "Check the ids, or adopt the others with --continue.",
    );
  for (const id of unfound) progress.warn(`Missing: ${id}. The list has no such configuration.`);
  return { ...read, isWhole: read.isWhole && unfound.size === 0 };
}

async function toTenant(
  graph: Graph,
  { configurations, groupNames }: ReadTenant,
  { groups }: AdoptOptions,
): Promise<AdoptableTenant> {
  const distinct = await readEach(
    groups === "look-up" ? [...groupNames] : [],
    async ([id, name]) => {
      const isComparable = name && name.length <= longestComparableName;
      const namesakes = isComparable ? await graph.groups.findGroupsByDisplayName(name) : [];
      return namesakes.length === 1 ? [id] : [];
    },
  );
  return {
    configurations: configurations.flatMap(({ configuration, entries, refusal }) =>
      refusal === undefined ? [toAdoptable(configuration, entries, Date.now())] : [],
    ),
    groupNames,
    distinctGroupIds: new Set(distinct.flat()),
  };
}

/**
 * @param sources of the existing project; undefined for a new one.
 * @throws Error where a file of the user's would be overwritten.
 */
async function adoptInto(
  sources: SourceFiles | undefined,
  tenant: AdoptableTenant,
  { output: folder, project, dryRun }: AdoptOptions,
) {
  const existing = sources && readExistingProject(sources);
  const plan = planProject(tenant, project ?? projectNameOf(folder), existing);
  const renewed = plan.changes.filter(({ kind }) => kind === "renewed");
  const followed = renewed.flatMap(({ app }) => [app.path, app.payloadPath]);
  // What --append extends, and modules that nobody edited.
  const replaceable = existing ? ["index.ts", "groups.ts", "import.json", ...followed] : [];
  const changes = await findChanges(folder, plan.files);
  const others = changes.filter(
    ({ path, former }) => former !== undefined && !replaceable.includes(path),
  );
  // What makes a folder a project is the user's.
  const inTheWay = others.filter(({ path }) => existing === undefined || path.includes("/"));
  if (inTheWay.length > 0)
    throw new Error(
      `${folder} has other files of these names: ${inTheWay.map(({ path }) => path).join(", ")}. Nothing was written. ` +
        (existing === undefined
          ? "Name another folder, or add what is new to this project with --append."
          : "Move them out of the way, or name another folder."),
    );
  const written = changes.filter((change) => !others.includes(change));
  if (!dryRun) await writeChanges(folder, written);
  return { plan, existing, changes: written };
}
