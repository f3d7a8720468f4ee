import { existsSync } from "node:fs";
import { join } from "node:path";
import type { AdoptableTenant } from "../adopt/adoptableTenant.js";
import { readExistingProject, type ExistingProject } from "../adopt/existingProject.js";
import { listImports } from "../adopt/listImports.js";
import { planProject, type ProjectPlan } from "../adopt/planProject.js";
import { renderProjectFiles } from "../adopt/projectFiles.js";
import { projectNameOf } from "./options.js";
import { compareWithFolder, writeFiles, type SourceFiles } from "./projectFolder.js";

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
  /** The engine's preview; `output` is then the file for ids. */
  preview?: string;
}

export interface Adoption {
  plan: ProjectPlan;
  /** Undefined for a new project. */
  existing: ExistingProject | undefined;
  /** Paths; with --dry-run, those that would be written. */
  written: readonly string[];
  /** Imports of missing files. */
  deadImports: readonly { path: string; specifier: string }[];
}

/**
 * @param sources of the existing project; undefined for a new one.
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

/** What --append may overwrite: files that it extends, and modules that nobody edited. */
function listReplaceable({ changes }: ProjectPlan): string[] {
  const renewed = changes.filter(({ kind }) => kind === "renewed");
  const paths = renewed.flatMap(({ app }) => [app.path, app.payloadPath]);
  return ["index.ts", "groups.ts", "import.json", ...paths];
}

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
