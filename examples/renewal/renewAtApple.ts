import type { ProvisioningProfile } from "pulumi-intune-provisioning/profile";
import type { AppleClient, AppleObject } from "./appleClient.ts";

interface ProfileAttributes {
  name: string;
  uuid: string;
  profileType: string;
  profileState: "ACTIVE" | "INVALID";
  expirationDate: string;
  /** The file in base64. */
  profileContent: string;
}

type AppleProfile = AppleObject<ProfileAttributes>;

/** A renewed profile: the bytes of its file, and how to delete the one that it renews. */
export interface Renewed {
  payload: Buffer;
  /** Of the renewed profile at Apple. */
  name: string;
  isNew: boolean;
  deleteOld: () => Promise<void>;
}

/**
 * Gets a profile that renews another of the same app and kind. One that somebody has already made is taken: a run that was
 * broken off, or a pull request that waits, makes no second one. Nothing is deleted: the old profile stands beside the new.
 *
 * @throws Error
 */
export async function renewAtApple(
  apple: AppleClient,
  old: ProvisioningProfile,
  now: Date,
): Promise<Renewed> {
  const profiles = await apple.list<ProfileAttributes>(
    "list the profiles",
    "/profiles?include=bundleId&limit=200",
  );
  const known = profiles.find(({ attributes }) => attributes.uuid === old.uuid);
  if (known === undefined)
    throw new Error(
      `Apple has no profile with the UUID ${old.uuid} (${JSON.stringify(old.name)}) in this account. ` +
        "Check that the key belongs to the team that made the profile.",
    );
  const later = findLater(profiles, known);
  const renewed = later ?? (await createLike(apple, known, now));
  return {
    payload: Buffer.from(renewed.attributes.profileContent, "base64"),
    name: renewed.attributes.name,
    isNew: later === undefined,
    deleteOld: () =>
      apple.remove(`delete the profile ${JSON.stringify(old.name)}`, `/profiles/${known.id}`),
  };
}

const dayMs = 24 * 60 * 60 * 1000;

/** The latest of the same app and kind that ends at least a month later. */
function findLater(profiles: readonly AppleProfile[], old: AppleProfile): AppleProfile | undefined {
  const endOf = ({ attributes }: AppleProfile): number => Date.parse(attributes.expirationDate);
  const bundleOf = ({ relationships }: AppleProfile) => relationships?.["bundleId"]?.data?.id;
  return profiles
    .filter(
      (profile) =>
        profile.attributes.profileState === "ACTIVE" &&
        profile.attributes.profileType === old.attributes.profileType &&
        bundleOf(profile) === bundleOf(old) &&
        endOf(profile) >= endOf(old) + 30 * dayMs,
    )
    .sort((one, other) => endOf(other) - endOf(one))[0];
}

async function createLike(
  apple: AppleClient,
  { id, attributes: { name, profileType } }: AppleProfile,
  now: Date,
): Promise<AppleProfile> {
  const quoted = JSON.stringify(name);
  const [bundleId, certificates, devices] = await Promise.all([
    apple.get(`read the app of ${quoted}`, `/profiles/${id}/bundleId`),
    apple.list<{ expirationDate: string }>(
      `list the certificates of ${quoted}`,
      `/profiles/${id}/certificates?limit=200`,
    ),
    apple.list<{ status: string }>(
      `list the devices of ${quoted}`,
      `/profiles/${id}/devices?limit=200`,
    ),
  ]);
  const valid = certificates.filter(
    ({ attributes }) => Date.parse(attributes.expirationDate) > now.getTime(),
  );
  if (valid.length === 0)
    throw new Error(
      `Cannot renew the profile ${quoted}: none of its ${certificates.length} certificates is valid. Make a new certificate ` +
        "and a profile with it in Apple's portal, sign the app with the certificate, and give the new file.",
    );
  const enabled = devices.filter(({ attributes }) => attributes.status !== "DISABLED");
  return apple.create(`create a profile that renews ${quoted}`, "/profiles", {
    type: "profiles",
    attributes: { name: nameRenewal(name, now), profileType },
    relationships: {
      bundleId: { data: { type: "bundleIds", id: bundleId.id } },
      certificates: {
        data: valid.map((certificate) => ({ type: "certificates", id: certificate.id })),
      },
      // Ad hoc and development only; Apple refuses an empty list for the others.
      ...(enabled.length > 0 && {
        devices: { data: enabled.map((device) => ({ type: "devices", id: device.id })) },
      }),
    },
  });
}

/** Apple refuses a name that another profile has, even an expired one. The date makes the name new. */
function nameRenewal(name: string, now: Date): string {
  return `${name.replace(/ \d{4}-\d{2}-\d{2}$/, "")} ${now.toISOString().slice(0, 10)}`;
}
