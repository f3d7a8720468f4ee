import { groupIdsOf, type AdoptableTenant } from "./adoptableTenant.js";
import { readExistingProject, type ExistingProject } from "./existingProject.js";
import { compareModule, findFollowed, profileOf, type ModuleComparison } from "./followModules.js";
import { appendToGroups, renderGroups } from "./groupsModule.js";
import { nameApps, nameGroups, type PlannedApp } from "./nameTenant.js";
import { renderProjectFiles } from "./projectFiles.js";
import { renderImport } from "./renderImport.js";

export interface ProjectOptions {
  projectName: string;
  /** What is there already, where more is added to a project. */
  existing?: ExistingProject;
}

/** Files by their path in the project, with forward slashes. */
export type ProjectFiles = Map<string, string | Uint8Array>;

export interface ProjectPlan {
  /** To be written in this order. */
  files: ProjectFiles;
  /** Modules that are new or differ from what Intune has. */
  changes: readonly ModuleComparison[];
  /** The import file has these configurations: no state can have them yet. */
  imported: readonly PlannedApp[];
}

/**
 * The files of a project that manages the tenant; of a project that exists, those that are new, become longer, or follow
 * Intune. They depend on nothing but what was found.
 *
 * Written in their order, they can be broken off: a configuration's module, by which the next run knows that it is
 * adopted, comes after all that the module needs, and the index after all modules.
 *
 * @throws Error when the project's `groups.ts` is not as it was generated.
 */
export function planProject(
  tenant: AdoptableTenant,
  { projectName, existing = readExistingProject(new Map()) }: ProjectOptions,
): ProjectPlan {
  const { configurations, groupNames } = tenant;
  const known = findFollowed(configurations, existing);
  const apps = nameApps(
    configurations.filter(({ configuration: { id } }) => !existing.adoptedIds.has(id)),
    existing,
  );
  const speaksOf = [...apps, ...known].map(({ found }) => found);
  const { groups, nameGroup } = nameGroups({ ...tenant, configurations: speaksOf }, existing);
  const changes = [...apps, ...known]
    .map((app) => compareModule(app, { nameGroup, existing, groupNames }))
    .filter(({ kind }) => kind !== "same");
  const imported = [...apps, ...known.filter(({ module }) => !module.isImported)];
  const isNew = existing.index === undefined;
  const files: ProjectFiles = new Map(isNew ? renderProjectFiles({ projectName }) : []);
  const used = new Set(
    changes.flatMap(({ app, kind }) => (kind === "unreadable" ? [] : groupIdsOf(app.found))),
  );
  if (isNew || changes.length > 0) {
    const text = appendToGroups(
      existing.groups ?? renderGroups([]),
      groups.filter(({ id }) => used.has(id)),
    );
    if (text === undefined)
      throw new Error(
        "groups.ts does not have the object `groups` as it was generated: no group can be added to it.",
      );
    files.set("groups.ts", text);
  }
  for (const { app, kind, text, hasOtherProfile } of changes) {
    if (kind !== "new" && kind !== "renewed") continue;
    const profile = profileOf(app.found);
    if (profile !== undefined && (kind === "new" || hasOtherProfile))
      files.set(app.payloadPath, profile);
    files.set(app.path, text);
  }
  if (isNew || imported.length > 0) files.set("import.json", renderImport(imported));
  const index = appendToIndex(existing.index ?? "", imported);
  if (isNew || index !== existing.index || changes.length > 0) files.set("index.ts", index);
  return { files, changes, imported };
}

/** The index with more modules at its end; those that it has already stay where they are. */
function appendToIndex(index: string, apps: readonly PlannedApp[]): string {
  const missing = apps
    .map(({ path }) => `./${path.replace(/\.ts$/, "")}`)
    .filter((path) => ![`"${path}"`, `'${path}'`].some((quoted) => index.includes(quoted)))
    .map((path) => `import "${path}";\n`);
  const separator = index === "" || index.endsWith("\n") || missing.length === 0 ? "" : "\n";
  return index + separator + missing.join("");
}
