import { quoteValue, type Problem } from "./problem.js";
import type { ProvisioningProfile } from "./provisioningProfile.js";

/** Of a year's life. Intune's own notice of a profile that nears its end comes as early (lob-apps-ios). */
export const defaultWarningDays = 30;

/** What a program expects of a profile, and when it is looked at. */
export interface ProfileExpectations {
  nowMs: number;
  /** The declared end of validity, ISO 8601 with a zone; absent where none is declared, and may not be known yet. */
  expirationDateTime?: unknown;
  /** Makes an expired profile a warning, as where one is kept for the record. */
  allowExpired?: boolean;
  /** How many days before a profile expires a warning is printed; `defaultWarningDays` when absent. */
  warningDays?: number;
}

export interface ProfileFindings {
  problems: Problem[];
  warnings: string[];
}

/** The property that holds the profile, as problems and warnings name it. */
export const payload = "payload";

export function nameProfile({ name, uuid }: ProvisioningProfile): string {
  return `the profile ${quoteValue(name)} (${uuid})`;
}
