import { nameProfile, payload, type ProfileFindings } from "./profileFindings.js";
import type { DistributionKind, ProvisioningProfile } from "./provisioningProfile.js";

/**
 * Intune deploys line-of-business apps of members of Apple's enterprise program (lob-apps-ios), under "the enterprise
 * provisioning profile (not individual developer provisioning profiles)" (app-provisioning-profile-ios). No document of
 * Intune names ad hoc profiles. They draw a warning only: apps under them do run on the devices they list (TN3125), a list
 * that "Intune does not manage" (intune-app-wrapping-tool-ios, issue 56).
 */
const unusable: Readonly<Partial<Record<DistributionKind, string>>> = {
  appStore:
    "is for apps in Apple's store, which re-signs them: no device runs an app of Intune under it",
  development: "is for apps under a debugger, on the devices of developers",
};

export function assessDistribution(profile: ProvisioningProfile): Partial<ProfileFindings> {
  const { distribution, deviceCount } = profile;
  const why = unusable[distribution];
  if (why !== undefined) {
    const advice = "give one of the kind In House, made in Apple's enterprise program";
    return {
      problems: [{ path: payload, reason: `${nameProfile(profile)} ${why}; ${advice}` }],
    };
  }
  if (distribution !== "adHoc") return {};
  const devices = deviceCount === 1 ? "the one device" : `the ${deviceCount} devices`;
  return {
    warnings: [
      `${payload}: ${nameProfile(profile)} is for ad hoc distribution: only ${devices} listed in it can run the app, ` +
        "whoever it is assigned to.",
    ],
  };
}
