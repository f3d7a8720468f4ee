// @ts-nocheck
import type { LiveConfiguration } from "../../domain/configuration.js";
import type { ComparedContent } from "../../domain/configurationInputs.js";
import { findContentDifferences } from "../../domain/findContentDifferences.js";
import { UnseenEditError, UnseenTagsError } from "./configurationErrors.js";
import { stateOf, type ConfigurationState, type KnownContent } from "./configurationState.js";

/** Intune's own scope tag, which what nobody has tagged has. */
const defaultTagId = "0";

/** What an update is about to do. */
interface PlannedUpdate {
  recorded: ConfigurationState;
  goal: ComparedContent & KnownContent;
  /** What it sends. */
  changed: readonly (keyof ComparedContent)[];
}

/**
 * Whether an update overwrites nothing but what the state has recorded, and a preview has thus shown. What is live
 * already as the inputs want it is not overwritten.
 *
 * @throws UnseenEditError, UnseenTagsError
 */
export function requireSeen(
  live: LiveConfiguration,
  { recorded, goal, changed }: PlannedUpdate,
): void {
  const found = stateOf(live, goal);
  const edited = findContentDifferences(found, recorded);
  const unmet = findContentDifferences(found, goal);
  const lost = changed.filter((name) => edited.includes(name) && unmet.includes(name));
  if (lost.length > 0) throw new UnseenEditError(live.id, lost);
  if (recorded.roleScopeTagIds === null && goal.roleScopeTagIds !== null)
    requireSeenTags(live, goal.roleScopeTagIds);
}

/** While a program declares no scope tags, they are not recorded, so that no refresh would show them. */
function requireSeenTags({ id, roleScopeTagIds }: LiveConfiguration, declared: string[]): void {
  const present = roleScopeTagIds ?? [];
  const lost = present.filter((tag) => !declared.includes(tag));
  const isUntagged = present.length === 1 && present[0] === defaultTagId;
  if (lost.length > 0 && !isUntagged) throw new UnseenTagsError(id, lost);
}
