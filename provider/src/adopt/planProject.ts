import { groupIdsOf, type AdoptableTenant } from "./adoptableTenant.js";
import {
  checksumOf,
  dropChecksumLine,
  findDeadImports,
  listImports,
  readExistingProject,
  writeChecksumLine,
  type ExistingProject,
} from "./existingProject.js";
import { renderGroups } from "./groupsModule.js";
import { nameApps, nameGroups, type PlannedApp } from "./nameTenant.js";
import { renderProjectFiles, type ProjectFiles, type ProjectSetup } from "./projectFiles.js";
import { configurationClass, renderApp, renderImport } from "./renderApp.js";

export type ProjectPlan = ReturnType<typeof planProject>;

export type PlannedChange = ReturnType<typeof compareModule>;

/**
 * In an existing project: files that are new, become longer, or follow Intune. They depend only on what was found.
 *
 * Their order survives a broken-off run: a configuration's module, which marks it as adopted, follows all that it needs, and
 * the index follows all modules.
 *
 * @param existing where more is added to a project.
 * @throws Error when `groups.ts` is not as generated.
 */
export function planProject(
  tenant: AdoptableTenant,
  setup: ProjectSetup,
  existing: ExistingProject = readExistingProject(new Map()),
) {
  const apps = nameApps(tenant.configurations, existing);
  const { groups, nameGroup } = nameGroups(apps, tenant, existing);
  const looksUp = existing.groups?.includes("getGroupOutput(") ?? false;
  const isHidden = (id: string): boolean =>
    looksUp && tenant.groupNames.get(id) === "" && !existing.groupKeys.has(id);
  /** New, or different from Intune. */
  const changes = apps
    .map((app) => compareModule(app, renderApp(app, nameGroup, existing.importEnding), isHidden))
    .filter(({ kind }) => kind !== "same");
  /** In the import file: no state can have them yet. */
  const imported = apps.filter(({ module }) => module?.isImported !== true);
  const isNew = existing.index === undefined;
  const files: ProjectFiles = new Map(isNew ? renderProjectFiles(setup) : []);
  if (isNew) files.set(".prettierignore", "import.json\n");
  // What makes a folder a project is the user's.
  for (const path of existing.sources.keys()) files.delete(path);
  const readable = changes.filter(({ kind }) => kind !== "unreadable");
  const used = new Set(readable.flatMap(({ found }) => groupIdsOf(found)));
  const added = groups.filter(({ id }) => used.has(id));
  if (isNew || added.length > 0) files.set("groups.ts", renderGroups(added, existing.groups));
  for (const { path, payloadPath, kind, text, otherProfile } of changes) {
    if (kind !== "new" && kind !== "renewed") continue;
    if (otherProfile !== undefined) files.set(payloadPath, otherProfile);
    files.set(path, text);
  }
  if (isNew || imported.length > 0) files.set("import.json", renderImport(imported));
  const index = appendToIndex(existing, imported);
  if (index !== existing.index) files.set("index.ts", index);
  const deadImports = findDeadImports(new Map([...existing.sources, ...files]));
  return { files, changes, imported, deadImports };
}

function compareModule(app: PlannedApp, body: string, isHidden: (groupId: string) => boolean) {
  const { found, module } = app;
  const { configuration, obstacles } = found;
  const isReadable = obstacles.length === 0;
  const profile = isReadable ? Buffer.from(configuration.payload ?? "", "base64") : undefined;
  const checksums = writeChecksumLine(body, profile);
  const held = module?.profile && checksumOf(module.profile);
  /** Of Intune, where the project has another one or none. */
  const otherProfile = profile && checksumOf(profile) === held ? undefined : profile;
  /**
   * `renewed`: nobody edited the module, so it is written again. `edited`: the difference is only shown. `unreadable`:
   * without what can't be read now, the program would delete the configuration, or look no group up.
   */
  const findKind = (): "new" | "same" | "renewed" | "edited" | "unreadable" => {
    if (module === undefined) return "new";
    // Edited or not: Intune is as it was when `adopt` wrote the module.
    if (module.checksums === checksums) return "same";
    const declaresIt = module.text.includes(`new ${configurationClass}(`);
    if ((declaresIt && !isReadable) || groupIdsOf(found).some(isHidden)) return "unreadable";
    const former = dropChecksumLine(module.text);
    const isAsWritten = (checksum: string): boolean =>
      module.checksums?.includes(checksum) ?? false;
    const isUntouched = isAsWritten(checksumOf(former)) || former === body;
    const isProfileUntouched = held === undefined || isAsWritten(held);
    return isUntouched && (isProfileUntouched || !otherProfile) ? "renewed" : "edited";
  };
  return { ...app, text: checksums + body, otherProfile, kind: findKind() };
}

/** Modules that it has already stay where they are. */
function appendToIndex({ index = "", importEnding }: ExistingProject, apps: readonly PlannedApp[]) {
  const present = new Set(listImports(["index.ts", index]).map(({ target }) => target));
  const missing = apps
    .map(({ path }) => path.replace(/\.ts$/, ""))
    .filter((target) => !present.has(target))
    .map((target) => `import "./${target}${importEnding}";\n`);
  const separator = index === "" || index.endsWith("\n") || missing.length === 0 ? "" : "\n";
  return index + separator + missing.join("");
}
