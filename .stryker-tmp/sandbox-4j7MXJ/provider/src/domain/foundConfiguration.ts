// @ts-nocheck
import { compareText } from "./compareText.js";
import type { LiveConfiguration } from "./configuration.js";
import { readInstant } from "./instant.js";

/** What a look-up tells of a configuration: all but the profile itself, which would swell a state that exports it. */
export type FoundConfiguration = Omit<LiveConfiguration, "payload">;

/** Which configurations are looked for; what is left out does not narrow them. */
export interface ConfigurationCriteria {
  /** How the name begins, without regard to case. */
  displayNameStartsWith?: string | null | undefined;
  /** What the name contains, without regard to case. */
  displayNameContains?: string | null | undefined;
  /**
   * Those whose profile expires before this: ISO 8601, a date (midnight UTC) or a date with time and offset. One of which
   * Graph knows no expiry is not among them.
   */
  expiresBefore?: string | null | undefined;
}

/** The configurations that fit, by name, and by id where names are equal: in the same order whatever Graph's is. */
export function selectConfigurations(
  configurations: readonly LiveConfiguration[],
  { displayNameStartsWith, displayNameContains, expiresBefore }: ConfigurationCriteria = {},
): FoundConfiguration[] {
  const start = foldCase(displayNameStartsWith ?? "");
  const part = foldCase(displayNameContains ?? "");
  const end = expiresBefore == null ? undefined : readInstant(expiresBefore);
  return configurations
    .filter(({ displayName, expirationDateTime }) => {
      const name = foldCase(displayName);
      const fits = name.startsWith(start) && name.includes(part);
      return fits && (end === undefined || expires(expirationDateTime, end));
    })
    .map(dropPayload)
    .sort(compareConfigurations);
}

export function dropPayload(configuration: LiveConfiguration): FoundConfiguration {
  const found: Partial<LiveConfiguration> = { ...configuration };
  delete found.payload;
  return found as FoundConfiguration;
}

/** As a person tells configurations apart: id, name and expiry. */
export function describeFound({ id, displayName, expirationDateTime }: FoundConfiguration): string {
  const expiry =
    expirationDateTime === null ? "without an expiry" : `expires ${expirationDateTime}`;
  return `${id} ${JSON.stringify(displayName)}, ${expiry}`;
}

function expires(expirationDateTime: string | null, end: number): boolean {
  const instant = expirationDateTime === null ? undefined : readInstant(expirationDateTime);
  return instant !== undefined && instant < end;
}

function compareConfigurations(one: FoundConfiguration, other: FoundConfiguration): number {
  return (
    compareText(foldCase(one.displayName), foldCase(other.displayName)) ||
    compareText(one.id, other.id)
  );
}

function foldCase(text: string): string {
  return text.toLowerCase();
}
