import { compareText } from "./compareText.js";
import type { LiveConfiguration } from "./configuration.js";
import { readInstant } from "./instant.js";

/** What a look-up tells of a configuration: all but the profile, which would swell a state that exports it. */
export type FoundConfiguration = Omit<LiveConfiguration, "payload">;

/** Which configurations are looked for; what is left out does not narrow them. Names are compared without regard to case. */
export interface ConfigurationCriteria {
  displayNameStartsWith?: string | null | undefined;
  displayNameContains?: string | null | undefined;
  /** ISO 8601: a date (midnight UTC), or a date with time and offset. Leaves out profiles whose expiry Graph does not know. */
  expiresBefore?: string | null | undefined;
}

/** The configurations that fit, by name, and by id where names are equal: in the same order whatever Graph's is. */
export function selectConfigurations(
  configurations: readonly LiveConfiguration[],
  { displayNameStartsWith, displayNameContains, expiresBefore }: ConfigurationCriteria = {},
): FoundConfiguration[] {
  const start = displayNameStartsWith?.toLowerCase() ?? "";
  const part = displayNameContains?.toLowerCase() ?? "";
  const endMs = expiresBefore == null ? undefined : readInstant(expiresBefore);
  return configurations
    .filter(({ displayName, expirationDateTime }) => {
      const name = displayName.toLowerCase();
      const expiresMs = readInstant(expirationDateTime ?? "") ?? Infinity;
      const expires = endMs === undefined || expiresMs < endMs;
      return expires && name.startsWith(start) && name.includes(part);
    })
    .map(dropPayload)
    .sort(
      (one, other) =>
        compareText(one.displayName.toLowerCase(), other.displayName.toLowerCase()) ||
        compareText(one.id, other.id),
    );
}

export function dropPayload(configuration: LiveConfiguration): FoundConfiguration {
  const found: Partial<LiveConfiguration> = { ...configuration };
  delete found.payload;
  return found as FoundConfiguration;
}

export function describeFound({ id, displayName, expirationDateTime }: FoundConfiguration): string {
  const expiry =
    expirationDateTime === null ? "without an expiry" : `expires ${expirationDateTime}`;
  return `${id} ${JSON.stringify(displayName)}, ${expiry}`;
}
