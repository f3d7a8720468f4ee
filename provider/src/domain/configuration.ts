import { normalizeGuid, normalizeInstant, omit, pickBy, isUnknown } from "./values.js";
import type { Unreadable } from "./problem.js";
import type { ProvisioningProfile } from "./provisioningProfile.js";

/** Times are ISO 8601. Source: the entity in the metadata of Graph beta. */
export interface LiveConfiguration {
  /** GUID in lower case. */
  id: string;
  displayName: string;
  description: string | null;
  /** Base64; null if Graph did not return it. */
  payload: string | null;
  payloadFileName: string;
  expirationDateTime: string | null;
  roleScopeTagIds: string[] | null;
  createdDateTime: string;
  lastModifiedDateTime: string;
  version: number;
}

export interface ConfigurationInputs {
  /** The name that administrators see; Intune allows duplicates. */
  displayName: string;
  description?: string;
  /** Base64. Missing if the program ignores its changes. */
  payload?: string | Unreadable;
  payloadFileName: string;
  /** ISO 8601. Optional; must agree with the profile. */
  expirationDateTime?: string;
  /** Ids of Intune's scope tags, a set. If you leave it out, they stay as they are. */
  roleScopeTagIds?: string[];
  /** Accepts a profile that has expired, or whose signing certificates all have. */
  allowExpired?: boolean;
  /** Lets a delete remove the assignments of others too; otherwise it is refused while there are any. */
  deleteAssigned?: boolean;
  /** GUID of an existing configuration to take over instead of creating one. */
  adoptId?: string;
  /** Makes another `payload` a new configuration beside the old one, for where Intune stores no new profile in place. */
  replaceOnRenewal?: boolean;
}

/** Previews show the profile, not base64. */
export type CheckedConfiguration = Omit<ConfigurationInputs, "payload" | "expirationDateTime"> & {
  expirationDateTime: string;
  /** Hexadecimal. */
  payloadSha256: string;
  profile: ProvisioningProfile;
};

export function normalizeConfiguration(inputs: ConfigurationInputs) {
  const { expirationDateTime, roleScopeTagIds, adoptId } = inputs;
  const normal = {
    ...omit(inputs, "payload"),
    expirationDateTime: expirationDateTime && normalizeInstant(expirationDateTime),
    roleScopeTagIds: roleScopeTagIds && normalizeTags(roleScopeTagIds),
    adoptId: adoptId && normalizeGuid(adoptId),
  };
  return pickBy(normal, Boolean) as Omit<ConfigurationInputs, "payload">;
}

export function normalizeTags(tags: readonly string[]): string[] {
  if (isUnknown(tags)) return tags as string[];
  const known = tags.filter((tag) => !isUnknown(tag));
  return [...new Set(known), ...tags.filter(isUnknown)].sort();
}

export interface ConfigurationState extends Omit<LiveConfiguration, "id" | "payload"> {
  payloadSha256: string | null;
  /** Null without a readable payload. */
  profile: ProvisioningProfile | null;
  deleteAssigned: boolean;
}

/** What a program declares and a write sends, the payload by its hash. */
export const contentNames = [
  "displayName",
  "description",
  "payloadFileName",
  "payloadSha256",
  "expirationDateTime",
  "roleScopeTagIds",
] as const;

export type ContentName = (typeof contentNames)[number];

export type ComparedContent = Pick<ConfigurationState, ContentName>;

/** A payload not returned says nothing; undeclared tags are not managed. */
export function findContentDifferences(found: ComparedContent, goal: ComparedContent) {
  return contentNames.filter((name) => {
    if ([goal[name]].flat().some(isUnknown)) return true;
    if (name === "payloadSha256" && found[name] === null) return false;
    if (name === "roleScopeTagIds" && goal[name] === null) return false;
    return canonicalText(found, name) !== canonicalText(goal, name);
  });
}

function canonicalText(content: ComparedContent, name: ContentName): string {
  const value = content[name] ?? "";
  if (Array.isArray(value)) return JSON.stringify(normalizeTags(value));
  return name === "expirationDateTime" ? normalizeInstant(value) : value;
}

/** Taken over, and never read. */
export const unreadState: ConfigurationState = {
  displayName: "",
  description: null,
  payloadSha256: null,
  payloadFileName: "",
  expirationDateTime: null,
  roleScopeTagIds: null,
  profile: null,
  deleteAssigned: false,
  version: 0,
  createdDateTime: "",
  lastModifiedDateTime: "",
};

export function isUnread({ displayName, createdDateTime }: ConfigurationState): boolean {
  return displayName === "" && createdDateTime === "";
}
