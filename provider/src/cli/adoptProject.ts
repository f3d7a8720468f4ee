import { existsSync } from "node:fs";
import { join } from "node:path";
import type { AdoptableTenant } from "../adopt/adoptableTenant.js";
import { readExistingProject, type ExistingProject } from "../adopt/existingProject.js";
import { listImports } from "../adopt/listImports.js";
import { planProject, type ProjectPlan } from "../adopt/planProject.js";
import { renderProjectFiles } from "../adopt/projectFiles.js";
import { projectNameOf } from "./options.js";
import { compareWithFolder, writeFiles, type SourceFiles } from "./projectFolder.js";

/** What `adopt` was asked for. */
export interface AdoptOptions {
  /** The folder. */
  output: string;
  /** In lower case; undefined for all. */
  ids?: ReadonlySet<string>;
  name?: string;
  groups: "constants" | "look-up";
  project?: string;
  atLeast?: number;
  continue?: boolean;
  append?: boolean;
  dryRun?: boolean;
  /** What the engine wrote: `output` is a file for ids then. */
  preview?: string;
}

/** What became of the project. */
export interface Adoption {
  plan: ProjectPlan;
  /** Undefined where a new project is written. */
  existing: ExistingProject | undefined;
  /** Paths that were written, or would be. */
  written: readonly string[];
  /** Imports that lead to no file. */
  deadImports: readonly { path: string; specifier: string }[];
}

/**
 * Writes what the tenant has into the project's folder.
 *
 * @param sources of the project that is there; undefined where a new one is written.
 * @throws Error where a file of the user's would be overwritten.
 */
export async function adoptInto(
  tenant: AdoptableTenant,
  sources: SourceFiles | undefined,
  { output: folder, project: projectName = projectNameOf(folder), dryRun = false }: AdoptOptions,
): Promise<Adoption> {
  const existing = sources && readExistingProject(sources);
  const plan = planProject(tenant, { projectName, ...(existing && { existing }) });
  const { fresh, different } = await compareWithFolder(folder, plan.files);
  const replaceable = existing === undefined ? [] : listReplaceable(plan);
  const kept =
    existing === undefined ? [] : renderProjectFiles({ projectName }).map(([path]) => path);
  const inTheWay = different.filter((path) => ![...replaceable, ...kept].includes(path));
  if (inTheWay.length > 0)
    throw new Error(
      `${folder} has other files of these names: ${inTheWay.join(", ")}. Nothing was written. ` +
        (existing === undefined
          ? "Name another folder, or add what is new to this project with --append."
          : "Move them out of the way, or name another folder."),
    );
  const written = [...fresh, ...different.filter((path) => !kept.includes(path))].sort();
  const files = new Map([...plan.files].filter(([path]) => written.includes(path)));
  if (!dryRun) await writeFiles(folder, files);
  const deadImports = sources ? findDeadImports(folder, new Map([...sources, ...files])) : [];
  return { plan, existing, written, deadImports };
}

/** What appending makes longer, the import file, and modules that nobody has edited. */
function listReplaceable({ changes }: ProjectPlan): string[] {
  const renewed = changes.filter(({ kind }) => kind === "renewed");
  const paths = renewed.flatMap(({ app }) => [app.path, app.payloadPath]);
  return ["index.ts", "groups.ts", "import.json", ...paths];
}

/** @param files of the program, as they are written. */
function findDeadImports(folder: string, files: SourceFiles): Adoption["deadImports"] {
  const isThere = (path: string): boolean => files.has(path) || existsSync(join(folder, path));
  return [...files].flatMap(([path, text]) =>
    typeof text === "string" && path.endsWith(".ts")
      ? listImports(path, text)
          .filter(({ candidates }) => !candidates.some(isThere))
          .map(({ specifier }) => ({ path, specifier }))
      : [],
  );
}
