import { groupIdsOf, type AdoptableTenant } from "./adoptableTenant.js";
import { appendToIndex, type ExistingProject } from "./existingProject.js";
import {
  compareModule,
  findFollowed,
  profileOf,
  renderNew,
  type ModuleComparison,
} from "./followModules.js";
import { appendToGroups } from "./groupsModule.js";
import { findGroupNames, nameApps, nameGroups, type PlannedApp } from "./nameTenant.js";
import { renderGroups, type NamedGroup } from "./renderGroups.js";
import { renderImport } from "./renderImport.js";
import { renderProjectFiles } from "./renderProjectFiles.js";

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
  found: AdoptableTenant,
  { projectName, existing }: ProjectOptions,
): ProjectPlan {
  const known = existing === undefined ? [] : findFollowed(found, existing);
  const apps = nameApps(withoutAdopted(found, existing), existing);
  const tenant = { ...found, configurations: [...apps, ...known].map(({ found }) => found) };
  const groups = nameGroups(tenant, existing);
  const nameGroup = findGroupNames(groups, tenant, existing);
  const { groupNames } = found;
  const followed =
    existing === undefined
      ? []
      : known.map((app) => compareModule(app, { nameGroup, existing, groupNames }));
  const changes = [...apps.map((app) => renderNew(app, nameGroup)), ...followed].filter(
    ({ kind }) => kind !== "same",
  );
  const imported = [...apps, ...known.filter(({ module }) => !module.isImported)];
  const files: ProjectFiles = new Map(
    existing?.index === undefined ? renderProjectFiles(projectName) : [],
  );
  const used = new Set(
    changes.flatMap(({ app, kind }) => (kind === "unreadable" ? [] : groupIdsOf(app.found))),
  );
  const missing = groups.filter(({ id }) => used.has(id));
  if (existing === undefined || changes.length > 0)
    files.set("groups.ts", planGroups(missing, existing));
  for (const change of changes) addModule(files, change);
  if (existing === undefined || imported.length > 0)
    files.set("import.json", renderImport(imported));
  const index = appendToIndex(
    existing?.index ?? "",
    imported.map(({ path }) => path),
  );
  if (existing?.index === undefined || index !== existing.index || changes.length > 0)
    files.set("index.ts", index);
  return { files, changes, imported };
}

function addModule(files: ProjectFiles, { app, kind, text, hasOtherProfile }: ModuleComparison) {
  if (kind !== "new" && kind !== "renewed") return;
  const profile = profileOf(app.found);
  if (profile !== undefined && (kind === "new" || hasOtherProfile))
    files.set(app.payloadPath, profile);
  files.set(app.path, text);
}

function withoutAdopted(
  tenant: AdoptableTenant,
  existing: ExistingProject | undefined,
): AdoptableTenant {
  const configurations = tenant.configurations.filter(
    ({ configuration }) => !existing?.adoptedIds.has(configuration.id),
  );
  return { ...tenant, configurations };
}

function planGroups(groups: readonly NamedGroup[], existing: ExistingProject | undefined): string {
  if (existing?.groups === undefined) return renderGroups(groups);
  const text = appendToGroups(existing.groups, groups);
  if (text !== undefined) return text;
  throw new Error(
    "groups.ts does not have the object `groups` as it was generated: no group can be added to it.",
  );
}
