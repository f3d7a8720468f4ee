import { readFile } from "node:fs/promises";
import { readGroupNames } from "../adopt/existingProject.js";
import { normalizeGuid } from "../domain/guid.js";
import { explainRun, listGroupIds } from "../explain/explainRun.js";
import type { Context } from "../explain/names.js";
import type { EngineRun } from "../explain/engineRun.js";
import { createProgress } from "./terminal.js";

/** The module that `adopt` writes. */
const defaultGroupsFile = "groups.ts";

/** Names of groups from the module that `adopt` writes, by id. None where there is no such file, unless it was named. */
export async function readGroupsFile(file: string | undefined): Promise<Map<string, string>> {
  try {
    return readGroupNames(await readFile(file ?? defaultGroupsFile, "utf8"));
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
    if (file === undefined && isMissing) return new Map();
    throw error;
  }
}

/**
 * Names from Graph, which outdo those of the module: a pull request may change the module. Names are worth having but not
 * needed: whatever fails is a warning, and the ids are shown.
 */
export async function lookUpNames(
  run: EngineRun,
  context: Context & { groups: Map<string, string> },
): Promise<NonNullable<Context["names"]>> {
  const { groups } = context;
  const progress = createProgress(process.stderr, process.env);
  const profiles = new Map<string, string>();
  const attempt = async (what: string, read: () => Promise<void>): Promise<void> => {
    try {
      await read();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      progress.warn(`Warning: ${what} are shown by their ids. ${reason}`);
    }
  };
  const ids = listGroupIds(explainRun(run, { state: context.state }));
  await attempt("Groups and profiles", async () => {
    const { openTenant } = await import("./openTenant.js");
    const { graph } = openTenant(process.env);
    await attempt("Profiles", async () => {
      for (const { id, displayName } of await graph.configurations.list())
        profiles.set(normalizeGuid(id), displayName);
    });
    await attempt("Groups", async () => {
      for (const [id, { displayName }] of await graph.groups.findGroups(ids))
        if (displayName !== "") groups.set(id, displayName);
    });
  });
  progress.end();
  return { groups, profiles };
}
