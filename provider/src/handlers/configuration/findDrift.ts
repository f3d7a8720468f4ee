import type { LiveConfiguration } from "../../domain/configuration.js";
import type { ComparedContent } from "../../domain/configurationInputs.js";
import { findContentDifferences } from "../../domain/findContentDifferences.js";
import type { RefusedError } from "../errors.js";
import { drift, unmanagedTags } from "./configurationErrors.js";
import { stateOf, type ConfigurationState, type KnownContent } from "./configurationState.js";

/** Intune's own scope tag, which what nobody has tagged has. */
const defaultTagId = "0";

/** What an update is about to do. */
export interface PlannedUpdate {
  recorded: ConfigurationState;
  goal: ComparedContent & KnownContent;
  /** What it sends. */
  changed: readonly (keyof ComparedContent)[];
}

/** Why an update must not be sent: it would overwrite what the state has not recorded, and no preview has shown. */
export function findDrift(
  live: LiveConfiguration,
  { recorded, goal, changed }: PlannedUpdate,
): RefusedError | undefined {
  const found = stateOf(live, goal);
  const edited = findContentDifferences(found, recorded);
  const unmet = findContentDifferences(found, goal);
  const overwritten = changed.filter((name) => edited.includes(name) && unmet.includes(name));
  if (overwritten.length > 0) return drift(live.id, overwritten);
  if (recorded.roleScopeTagIds !== null || goal.roleScopeTagIds === null) return undefined;
  const tags = findUnmanagedTags(live, goal.roleScopeTagIds);
  return tags.length > 0 ? unmanagedTags(live.id, tags) : undefined;
}

/** While a program declares no scope tags, they are not recorded, so that no refresh would show them. */
function findUnmanagedTags({ roleScopeTagIds }: LiveConfiguration, declared: string[]): string[] {
  const present = roleScopeTagIds ?? [];
  const isUntagged = present.length === 1 && present[0] === defaultTagId;
  return isUntagged ? [] : present.filter((tag) => !declared.includes(tag));
}
