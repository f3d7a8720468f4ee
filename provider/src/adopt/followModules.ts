import { groupIdsOf, type AdoptableConfiguration } from "./adoptableTenant.js";
import type { ExistingModule, ExistingProject } from "./existingProject.js";
import { addChecksumLine, checksumOf, dropChecksumLine } from "./moduleText.js";
import type { PlannedApp } from "./nameTenant.js";
import { configurationClass, renderApp, type NameGroup } from "./renderApp.js";

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
  configurations: readonly AdoptableConfiguration[],
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

export function compareModule(
  app: PlannedApp & Partial<FollowedApp>,
  { nameGroup, existing, groupNames }: Comparing,
): ModuleComparison {
  const { found, module, payloadPath } = app;
  const body = renderApp(found, { ...app, nameGroup });
  const profile = profileOf(found);
  const profileHash = profile && checksumOf(profile);
  const text = addChecksumLine(body, { textHash: checksumOf(body), profileHash });
  const comparison = { app, former: module?.text ?? "", text, hasOtherProfile: false };
  if (module === undefined) return { ...comparison, kind: "new" };
  const held = existing.profiles.get(payloadPath);
  const heldHash = held && checksumOf(held);
  const hasOtherProfile = profileHash !== undefined && heldHash !== profileHash;
  const { checksums } = module;
  const isHidden = (id: string): boolean =>
    groupNames.get(id) === "" && !existing.groupKeys.has(id) && existing.lookedUpKeys.size > 0;
  const findKind = (): ModuleComparison["kind"] => {
    if (module.text === text && !hasOtherProfile) return "same";
    // Whatever was edited, it was made of what Intune has.
    if (checksums?.textHash === checksumOf(body) && checksums.profileHash === profileHash)
      return "same";
    const declaresIt = module.text.includes(`new ${configurationClass}(`);
    if (declaresIt && found.obstacles.length > 0) return "unreadable";
    if (groupIdsOf(found).some(isHidden)) return "unreadable";
    const former = dropChecksumLine(module.text);
    const isUntouched = checksumOf(former) === checksums?.textHash || former === body;
    const isProfileUntouched = heldHash === undefined || heldHash === checksums?.profileHash;
    return isUntouched && (isProfileUntouched || !hasOtherProfile) ? "renewed" : "edited";
  };
  return { ...comparison, hasOtherProfile, kind: findKind() };
}
