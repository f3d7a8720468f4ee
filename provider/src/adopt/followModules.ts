import { groupIdsOf, type AdoptableTenant } from "./adoptableTenant.js";
import type { ExistingModule } from "./existingModules.js";
import type { ExistingProject } from "./existingProject.js";
import type { PlannedApp } from "./nameTenant.js";
import { renderApp } from "./renderApp.js";
import type { NameGroup } from "./renderTarget.js";
import { computeChecksums, addChecksumLine, type Checksums } from "./checksums.js";

/** A configuration that the project has in a module of its own. */
export interface FollowedApp extends PlannedApp {
  module: ExistingModule;
}

/** What the module of a configuration would be, beside what it is. */
export interface ModuleComparison {
  app: PlannedApp;
  /**
   * `renewed`: nobody has edited the module, so that it is written again. `edited`: what Intune has is only shown.
   * `unreadable`: a program without what can't be read now would delete the configuration, or look no group up.
   */
  kind: "new" | "same" | "renewed" | "edited" | "unreadable";
  /** Empty where there is none. */
  former: string;
  text: string;
  /** Intune has another profile than the project. */
  hasOtherProfile: boolean;
}

interface Comparing {
  nameGroup: NameGroup;
  existing: ExistingProject;
  /** Of the tenant. */
  groupNames: ReadonlyMap<string, string>;
}

/** What of the tenant the project has in modules that `adopt` has written. */
export function findFollowed(
  { configurations }: AdoptableTenant,
  { modules }: ExistingProject,
): FollowedApp[] {
  return configurations.flatMap((found) => {
    const module = modules.get(found.configuration.id);
    if (module?.checksums === undefined) return [];
    const { path, name, payloadPath = `profiles/${name}.mobileprovision` } = module;
    return [{ found, path, name, payloadPath, module }];
  });
}

export function profileOf({ configuration, obstacles }: PlannedApp["found"]): Buffer | undefined {
  return obstacles.length > 0 ? undefined : Buffer.from(configuration.payload ?? "", "base64");
}

export function renderNew(app: PlannedApp, nameGroup: NameGroup): ModuleComparison {
  const { text } = render(app, nameGroup);
  return { app, kind: "new", former: "", text, hasOtherProfile: false };
}

export function compareModule(
  app: FollowedApp,
  { nameGroup, existing, groupNames }: Comparing,
): ModuleComparison {
  const former = existing.profiles.get(app.payloadPath);
  const { text, checksums, body } = render(app, nameGroup);
  const { module } = app;
  const held = former && computeChecksums("", former).profileHash;
  const hasOtherProfile = checksums.profileHash !== undefined && held !== checksums.profileHash;
  const answer = (kind: ModuleComparison["kind"]): ModuleComparison => {
    return { app, kind, former: module.text, text, hasOtherProfile };
  };
  const isUntouched =
    computeChecksums(module.body, undefined).textHash === module.checksums?.textHash;
  const isUntouchedProfile = held === undefined || held === module.checksums?.profileHash;
  if (module.text === text && !hasOtherProfile) return answer("same");
  if (areSame(module.checksums, checksums)) return answer("same");
  const isHidden = (id: string): boolean =>
    groupNames.get(id) === "" && !existing.groupKeys.has(id) && existing.lookedUpKeys.size > 0;
  if (
    (module.declaresConfiguration && app.found.obstacles.length > 0) ||
    groupIdsOf(app.found).some(isHidden)
  )
    return answer("unreadable");
  const mayWrite =
    (isUntouched || module.body === body) && (isUntouchedProfile || !hasOtherProfile);
  return answer(mayWrite ? "renewed" : "edited");
}

function areSame(a: Checksums | undefined, b: Checksums): boolean {
  return a?.textHash === b.textHash && a.profileHash === b.profileHash;
}

function render(
  { found, name, payloadPath }: PlannedApp,
  nameGroup: NameGroup,
): { text: string; checksums: Checksums; body: string } {
  const body = renderApp(found, { name, payloadPath, nameGroup });
  const checksums = computeChecksums(body, profileOf(found));
  return { text: addChecksumLine(body, checksums), checksums, body };
}
