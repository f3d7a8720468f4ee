import type { PropertyListDictionary } from "./propertyList.js";

/** What people call the platforms that a profile's `Platform` spells otherwise. */
const commonNames: ReadonlyMap<string, string> = new Map([
  ["OSX", "macOS"],
  ["xrOS", "visionOS"],
]);

/** What Intune wants in place of a profile for other devices, as the end of a problem. */
export const giveOneForIos =
  "Intune wants one of an iOS app: make it in Apple's developer portal, and give its .mobileprovision file";

/** Profiles for other devices are built alike, and Apple names the platforms that a profile is for. */
export function findPlatformProblem(profile: PropertyListDictionary): string | undefined {
  const platforms = readPlatforms(profile);
  if (platforms.length === 0 || platforms.some((name) => name.toLowerCase() === "ios"))
    return undefined;
  const names = new Set(platforms.map((name) => commonNames.get(name) ?? name));
  return `is a provisioning profile for ${[...names].join(", ").slice(0, 60)}; ${giveOneForIos}`;
}

function readPlatforms(profile: PropertyListDictionary): readonly string[] {
  const platforms = profile.get("Platform");
  if (Array.isArray(platforms))
    return (platforms as readonly unknown[]).filter((name) => typeof name === "string");
  // Before profiles named platforms, this key marked those of Mac apps.
  const entitlements = profile.get("Entitlements");
  const isForMac =
    entitlements instanceof Map &&
    entitlements.has("com.apple.application-identifier") &&
    !entitlements.has("application-identifier");
  return isForMac ? ["OSX"] : [];
}
