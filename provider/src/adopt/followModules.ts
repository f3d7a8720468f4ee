import { groupIdsOf, type AdoptableConfiguration } from "./adoptableTenant.js";
import type { ExistingModule, ExistingProject } from "./existingProject.js";
import { addChecksumLine, checksumOf, dropChecksumLine } from "./moduleText.js";
import type { PlannedApp } from "./nameTenant.js";
import { configurationClass, renderApp, type NameGroup } from "./renderApp.js";

export interface FollowedApp extends PlannedApp {
  module: ExistingModule;
}

export interface ModuleComparison {
  app: PlannedApp;
  /**
   * `renewed`: nobody edited the module, so it is written again. `edited`: the difference is only shown. `unreadable`:
   * without what can't be read now, the program would delete the configuration, or look no group up.
   */
  kind: "new" | "same" | "renewed" | "edited" | "unreadable";
  /** Empty where there is none. */
  former: string;
  text: string;
  hasOtherProfile: boolean;
}

interface Comparing {
  nameGroup: NameGroup;
  existing: ExistingProject;
  groupNames: ReadonlyMap<string, string>;
}

/** Only modules that `adopt` wrote. */
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
    // Edited or not: Intune is as it was when `adopt` wrote the module.
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
