// @ts-nocheck
import { judgeCertificates } from "./judgeCertificates.js";
import { judgeDistribution } from "./judgeDistribution.js";
import { judgeDeclaredExpiration, judgeExpiration } from "./judgeExpiration.js";
import type { ProfileExpectations, ProfileFindings } from "./profileFindings.js";
import type { ProvisioningProfile } from "./provisioningProfile.js";

/** What is wrong with a profile as the payload of an Intune configuration, and what is worth a warning. */
export function findProfileProblems(
  profile: ProvisioningProfile,
  expectations: ProfileExpectations,
): ProfileFindings {
  const findings = [
    judgeDistribution(profile),
    judgeExpiration(profile, expectations),
    judgeDeclaredExpiration(profile, expectations.expirationDateTime),
    judgeCertificates(profile),
  ];
  return {
    problems: findings.flatMap(({ problems = [] }) => problems),
    warnings: findings.flatMap(({ warnings = [] }) => warnings),
  };
}
