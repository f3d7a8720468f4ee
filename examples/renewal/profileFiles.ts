import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { readProfile, type ProvisioningProfile } from "pulumi-intune-provisioning/profile";

export interface ProfileFile {
  path: string;
  profile: ProvisioningProfile;
}

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Reads the provisioning profiles of a folder.
 *
 * @throws Error that names the file that cannot be read.
 */
export async function readProfiles(folder: string): Promise<ProfileFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".mobileprovision")).sort();
  return Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      return { path, profile: parseProfile(path, await readFile(path)) };
    }),
  );
}

/** @throws Error that names the file. */
export function parseProfile(name: string, payload: Uint8Array): ProvisioningProfile {
  const read = readProfile(payload);
  if ("problem" in read) throw new Error(`${name} ${read.problem}.`);
  return read.profile;
}

/** Whether a profile, or the last of its certificates, ends within so many days. */
export function endsWithin(profile: ProvisioningProfile, days: number, nowMs: number): boolean {
  const certificates = profile.signingCertificates.map(({ expirationDateTime }) =>
    Date.parse(expirationDateTime),
  );
  const end = Math.min(Date.parse(profile.expirationDateTime), Math.max(...certificates));
  return end - nowMs <= days * dayMs;
}
