import { findProfileProblems, type ProvisioningProfile } from "pulumi-intune-provisioning/profile";

/** What a person should know before the renewed profile goes to phones. */
export interface RenewalCheck {
  /** Each keeps the file from being written. */
  problems: string[];
  warnings: string[];
}

/** Compares a renewed profile with the one it renews. */
export function checkRenewal(
  old: ProvisioningProfile,
  renewed: ProvisioningProfile,
  nowMs: number,
): RenewalCheck {
  const { problems, warnings } = findProfileProblems(renewed, { nowMs });
  return {
    problems: [
      ...problems.map(({ reason }) => reason),
      ...[...findDifferences(old, renewed), ...findLostCapabilities(old, renewed)].map(
        (difference) => `the renewed profile ${difference}`,
      ),
    ],
    warnings: warnings.map((warning) => warning.replace(/^payload: /, "")),
  };
}

function findDifferences(old: ProvisioningProfile, renewed: ProvisioningProfile): string[] {
  const same: [what: string, key: "teamId" | "applicationIdentifier" | "distribution"][] = [
    ["of another team", "teamId"],
    ["for another app", "applicationIdentifier"],
    ["of another kind", "distribution"],
  ];
  const isLater = Date.parse(renewed.expirationDateTime) > Date.parse(old.expirationDateTime);
  return [
    ...same
      .filter(([, key]) => old[key] !== renewed[key])
      .map(([what, key]) => `is ${what}: ${renewed[key]} instead of ${old[key]}`),
    ...(isLater
      ? []
      : [
          `ends at ${renewed.expirationDateTime}, and the old one not before ${old.expirationDateTime}`,
        ]),
    ...(renewed.deviceCount < old.deviceCount
      ? [
          `lists ${renewed.deviceCount} devices, and the old one ${old.deviceCount}: the app would stop on the others`,
        ]
      : []),
  ];
}

type Entitlement = ProvisioningProfile["entitlements"][string];

/** A profile is a snapshot of what the app's identifier could do at Apple when the profile was made. */
function findLostCapabilities(old: ProvisioningProfile, renewed: ProvisioningProfile): string[] {
  const advice = "switch the capability on for the app's identifier at Apple, and renew again";
  return Object.entries(old.entitlements).flatMap(([name, before]) => {
    const lost = describeLoss(before, renewed.entitlements[name]);
    return lost === undefined ? [] : [`has lost the capability ${name}${lost}; ${advice}`];
  });
}

function describeLoss(before: Entitlement, after: Entitlement | undefined): string | undefined {
  if (after === undefined) return "";
  if (Array.isArray(before)) {
    const left = new Set([after].flat());
    const gone = before.filter((item: string) => !left.has(item));
    return gone.length === 0 ? undefined : ` for ${gone.join(", ")}`;
  }
  if (before === after || before === false) return undefined;
  return `: ${String(after)} instead of ${String(before)}`;
}
