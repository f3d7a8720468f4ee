import type { ConfigurationContent } from "./configuration.js";
import { normalizeGuid } from "./guid.js";
import { normalizeInstant } from "./instant.js";
import type { ProvisioningProfile } from "./provisioningProfile.js";
import { isUnknown } from "./unknown.js";

/** Why a program could not read the file that it names. */
export interface UnreadablePayload {
  unreadable: string;
}

export interface ConfigurationInputs {
  /** The name that administrators see. Intune lets several have the same one. */
  displayName: string;
  description?: string;
  /** The profile in base64. Left out, the recorded one stays, as where a program ignores changes of it. */
  payload?: string | UnreadablePayload;
  /** What Intune calls the file: `*.mobileprovision` or `*.xml`. */
  payloadFileName: string;
  /** When the profile ends: ISO 8601. The profile itself says so; what is declared must agree. */
  expirationDateTime?: string;
  /** Ids of Intune's scope tags, a set. Where none are declared they are left as they are. */
  roleScopeTagIds?: string[];
  /** Takes a profile that has ended already, or all of whose signing certificates have. */
  allowExpired?: boolean;
  /** Lets a delete take the assignments of others along; without it, it is refused while there are any. */
  deleteAssigned?: boolean;
  /** GUID of a configuration that is there already: it is taken over, and none is made. */
  adoptId?: string;
}

/** Checked inputs: what the profile says in place of the profile, so that a preview shows that and no base64. */
export type CheckedConfiguration = Omit<ConfigurationInputs, "payload" | "expirationDateTime"> & {
  expirationDateTime: string;
  /** Hexadecimal. */
  payloadSha256: string;
  profile: ProvisioningProfile;
};

/** The canonical form, without the profile; defaults are dropped. */
export function normalizeConfiguration(
  inputs: ConfigurationInputs,
): Omit<ConfigurationInputs, "payload"> {
  const { displayName, description, payloadFileName, expirationDateTime } = inputs;
  const { roleScopeTagIds, allowExpired, deleteAssigned, adoptId } = inputs;
  return {
    displayName,
    ...(description && { description }),
    payloadFileName,
    ...(expirationDateTime && { expirationDateTime: normalizeInstant(expirationDateTime) }),
    ...(roleScopeTagIds && { roleScopeTagIds: normalizeTags(roleScopeTagIds) }),
    ...(allowExpired && { allowExpired }),
    ...(deleteAssigned && { deleteAssigned }),
    ...(adoptId && { adoptId: normalizeGuid(adoptId) }),
  };
}

/** Sorted, each once. Values that are not known yet are never merged. */
export function normalizeTags(tags: readonly string[]): string[] {
  if (isUnknown(tags)) return tags as string[];
  const known = tags.filter((tag) => !isUnknown(tag));
  return [...new Set(known), ...tags.filter(isUnknown)].sort();
}

/** What of the content is compared, since the payload itself is not kept: the hash stands for it. */
export type ComparedContent = Omit<ConfigurationContent, "payload"> & {
  /** Null where it is not known, as Graph returned no payload. */
  payloadSha256: string | null;
};
