import { assessCertificates } from "./assessCertificates.js";
import { assessDistribution } from "./assessDistribution.js";
import { judgeDeclaredExpiration, assessExpiration } from "./assessExpiration.js";
import type { ProfileExpectations, ProfileFindings } from "./profileFindings.js";
import type { ProvisioningProfile } from "./provisioningProfile.js";

/** What is wrong with a profile as the payload of an Intune configuration, and what is worth a warning. */
export function findProfileProblems(
  profile: ProvisioningProfile,
  expectations: ProfileExpectations,
): ProfileFindings {
  const findings = [
    assessDistribution(profile),
    assessExpiration(profile, expectations),
    judgeDeclaredExpiration(profile, expectations.expirationDateTime),
    assessCertificates(profile),
  ];
  return {
    problems: findings.flatMap(({ problems = [] }) => problems),
    warnings: findings.flatMap(({ warnings = [] }) => warnings),
  };
}
