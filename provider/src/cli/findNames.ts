import { readFile } from "node:fs/promises";
import { readGroupNames } from "../adopt/existingProject.js";
import { normalizeGuid } from "../domain/values.js";
import { explainRun, listGroupIds } from "../explain/explainRun.js";
import type { Context, KnownNames } from "../explain/names.js";
import type { Graph } from "../graph/openGraph.js";
import type { EngineRun } from "../explain/engineRun.js";
import { createProgress, type CommandProcess } from "./terminal.js";

/** The module that `adopt` writes. */
const defaultGroupsFile = "groups.ts";

/** Empty where the default file is missing. */
export async function readGroupsFile(file: string | undefined): Promise<Map<string, string>> {
  try {
    return readGroupNames(await readFile(file ?? defaultGroupsFile, "utf8"));
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    if (file === undefined && isMissing) return new Map();
    throw error;
  }
}

/** Graph's names win: a pull request may change the module. A failure is a warning, and ids are shown. */
export async function lookUpNames(
  run: EngineRun,
  { groups, state }: Pick<Context, "state"> & { groups: ReadonlyMap<string, string> },
  process: CommandProcess,
): Promise<KnownNames> {
  const progress = createProgress(process.stderr, process.env);
  const ids = listGroupIds(explainRun(run, { state }));
  const opening = import("./openTenant.js").then(({ openTenant }) => openTenant(process.env));
  const readNames = async (what: string, read: (graph: Graph) => Promise<[string, string][]>) => {
    try {
      return await read((await opening).graph);
    } catch (error) {
      progress.warn(`Warning: ${what} are shown by their ids. ${(error as Error).message}`);
      return [];
    }
  };
  const profiles = await readNames("Profiles", async ({ configurations }) =>
    (await configurations.list()).map(({ id, displayName }) => [normalizeGuid(id), displayName]),
  );
  const found = await readNames("Groups", async (graph) =>
    [...(await graph.groups.findGroups(ids))].flatMap(([id, { displayName }]) =>
      displayName === "" ? [] : [[id, displayName] satisfies [string, string]],
    ),
  );
  progress.end();
  return { groups: new Map([...groups, ...found]), profiles: new Map(profiles) };
}
