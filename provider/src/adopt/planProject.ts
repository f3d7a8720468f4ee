import { groupIdsOf, type AdoptableTenant } from "./adoptableTenant.js";
import { readExistingProject, type ExistingProject } from "./existingProject.js";
import { compareModule, findFollowed, profileOf, type ModuleComparison } from "./followModules.js";
import { appendToGroups, renderGroups } from "./groupsModule.js";
import { nameApps, nameGroups, type PlannedApp } from "./nameTenant.js";
import { renderProjectFiles } from "./projectFiles.js";
import { renderImport } from "./renderImport.js";

export interface ProjectOptions {
  projectName: string;
  /** Where more is added to a project. */
  existing?: ExistingProject;
}

/** By path in the project, with forward slashes. */
export type ProjectFiles = Map<string, string | Uint8Array>;

export interface ProjectPlan {
  /** In the order of writing. */
  files: ProjectFiles;
  /** New, or different from Intune. */
  changes: readonly ModuleComparison[];
  /** In the import file: no state can have them yet. */
  imported: readonly PlannedApp[];
}

/**
 * In an existing project: files that are new, become longer, or follow Intune. They depend only on what was found.
 *
 * Their order survives a broken-off run: a configuration's module, which marks it as adopted, follows all that it needs, and
 * the index follows all modules.
 *
 * @throws Error when `groups.ts` is not as generated.
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

/** Modules that it has already stay where they are. */
function appendToIndex(index: string, apps: readonly PlannedApp[]): string {
  const missing = apps
    .map(({ path }) => `./${path.replace(/\.ts$/, "")}`)
    .filter((path) => ![`"${path}"`, `'${path}'`].some((quoted) => index.includes(quoted)))
    .map((path) => `import "${path}";\n`);
  const separator = index === "" || index.endsWith("\n") || missing.length === 0 ? "" : "\n";
  return index + separator + missing.join("");
}
