// @ts-nocheck
import type { AdoptableTenant } from "./adoptableTenant.js";
import { appendToIndex, type ExistingProject } from "./existingProject.js";
import { appendToGroups } from "./groupsModule.js";
import { findGroupNames, nameApps, nameGroups, type PlannedApp } from "./nameTenant.js";
import { renderApp } from "./renderApp.js";
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

/**
 * The files of a project that manages the tenant; of a project that exists, those that are new or become longer. They
 * depend on nothing but what was found.
 *
 * Written in their order, they can be broken off: a configuration's module, by which the next run knows that it is
 * adopted, comes after all that the module needs.
 *
 * @throws Error when the project's `groups.ts` is not as it was generated.
 */
export function planProject(found: AdoptableTenant, options: ProjectOptions): ProjectFiles {
  const { existing } = options;
  const tenant = withoutAdopted(found, existing);
  const apps = nameApps(tenant, existing);
  if (apps.length === 0 && existing !== undefined) return new Map();
  const groups = nameGroups(tenant, existing);
  const nameGroup = findGroupNames(groups, tenant, existing);
  const files: ProjectFiles = new Map(
    existing === undefined
      ? renderProjectFiles(options.projectName, namesOf(apps))
      : [["index.ts", appendToIndex(existing.index, namesOf(apps))]],
  );
  files.set("groups.ts", planGroups(groups, existing)).set("import.json", renderImport(apps));
  for (const { found, name, payloadPath } of apps) {
    if (found.obstacles.length === 0)
      files.set(payloadPath, Buffer.from(found.configuration.payload ?? "", "base64"));
    files.set(`apps/${name}.ts`, renderApp(found, { name, payloadPath, nameGroup }));
  }
  return files;
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

function namesOf(apps: readonly PlannedApp[]): string[] {
  return apps.map(({ name }) => name);
}
