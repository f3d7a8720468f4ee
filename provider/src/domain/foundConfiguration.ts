import { nameIncludes, nameStartsWith, quoteName } from "./alikeNames.js";
import { compareCodeUnits, readInstant, omit } from "./values.js";
import type { LiveConfiguration } from "./configuration.js";

/** All but the profile, which would swell a state that exports it. */
export type FoundConfiguration = Omit<LiveConfiguration, "payload">;

/** All must match; case and invisible differences do not matter in names. */
export interface ConfigurationCriteria {
  displayNameStartsWith?: string | null | undefined;
  displayNameContains?: string | null | undefined;
  /** An ISO 8601 date (midnight UTC), or date with time and offset. Leaves out configurations without an expiry. */
  expiresBefore?: string | null | undefined;
}

/** Sorted by name, then id. */
export function selectConfigurations(
  configurations: readonly LiveConfiguration[],
  { displayNameStartsWith, displayNameContains, expiresBefore }: ConfigurationCriteria = {},
): FoundConfiguration[] {
  const endMs = expiresBefore == null ? undefined : readInstant(expiresBefore);
  return configurations
    .filter(
      ({ displayName, expirationDateTime }) =>
        nameStartsWith(displayName, displayNameStartsWith ?? "") &&
        nameIncludes(displayName, displayNameContains ?? "") &&
        (endMs === undefined || (readInstant(expirationDateTime ?? "") ?? Infinity) < endMs),
    )
    .map((configuration) => omit(configuration, "payload"))
    .sort(
      (one, other) =>
        compareCodeUnits(one.displayName.toLowerCase(), other.displayName.toLowerCase()) ||
        compareCodeUnits(one.id, other.id),
    );
}

export function describeFound({ id, displayName, expirationDateTime }: FoundConfiguration): string {
  const expiry =
    expirationDateTime === null ? "without an expiry" : `expires ${expirationDateTime}`;
  return `${id} ${quoteName(displayName)}, ${expiry}`;
}
