// @ts-nocheck
import type { ProvisioningProfile } from "../../provider/dist/domain/provisioningProfile.js";
import { readProfile } from "../../provider/dist/profile/readProfile.js";

/** The profile that a payload holds, which must be one. */
export function openProfile(payload: Uint8Array): ProvisioningProfile {
  const read = readProfile(payload);
  if ("problem" in read) throw new Error(read.problem);
  return read.profile;
}

/** What is wrong with a payload, which must not be a profile. */
export function problemOf(payload: Uint8Array | string): string {
  const read = readProfile(typeof payload === "string" ? Buffer.from(payload) : payload);
  if ("profile" in read) throw new Error(`This is a profile: ${read.profile.name}`);
  return read.problem;
}
