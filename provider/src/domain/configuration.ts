import { normalizeGuid } from "./guid.js";
import { normalizeInstant } from "./instant.js";
import type { Unreadable } from "./problem.js";
import { omit, pickBy } from "./properties.js";
import type { ProvisioningProfile } from "./provisioningProfile.js";
import { isUnknown } from "./unknown.js";

/** As Graph returns it; times are ISO 8601. Source: the entity in the metadata of Graph beta. */
export interface LiveConfiguration {
  /** GUID in lower case. */
  id: string;
  displayName: string;
  description: string | null;
  /** In base64; null if Graph did not return it. */
  payload: string | null;
  payloadFileName: string;
  expirationDateTime: string | null;
  roleScopeTagIds: string[] | null;
  createdDateTime: string;
  lastModifiedDateTime: string;
  version: number;
}

export type ConfigurationContent = Pick<
  LiveConfiguration,
  "displayName" | "description" | "payloadFileName" | "expirationDateTime" | "roleScopeTagIds"
> & {
  payload: string;
};

export type NewConfiguration = Partial<ConfigurationContent> &
  Pick<ConfigurationContent, "displayName" | "payload" | "payloadFileName">;

export interface ConfigurationInputs {
  /** The name that administrators see; Intune allows duplicates. */
  displayName: string;
  description?: string;
  /** In base64. Missing if the program ignores changes of it: the recorded one stays. */
  payload?: string | Unreadable;
  /** What Intune calls the file: `*.mobileprovision` or `*.xml`. */
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

/** What the profile says, in place of the profile: a preview shows that and no base64. */
export type CheckedConfiguration = Omit<ConfigurationInputs, "payload" | "expirationDateTime"> & {
  expirationDateTime: string;
  /** Hexadecimal. */
  payloadSha256: string;
  profile: ProvisioningProfile;
};

/** Without what is empty. */
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

/** Unknown values may differ, so they are never merged. */
export function normalizeTags(tags: readonly string[]): string[] {
  if (isUnknown(tags)) return tags as string[];
  const known = tags.filter((tag) => !isUnknown(tag));
  return [...new Set(known), ...tags.filter(isUnknown)].sort();
}

/** The hash stands for the payload, which is not kept. */
export type ComparedContent = Omit<ConfigurationContent, "payload"> & {
  payloadSha256: string | null;
};

export const contentNames = [
  "displayName",
  "description",
  "payloadFileName",
  "payloadSha256",
  "expirationDateTime",
  "roleScopeTagIds",
] as const satisfies readonly (keyof ComparedContent)[];

/** Unknown values differ. A payload that Graph did not return says nothing, and undeclared tags are not managed. */
export function findContentDifferences(found: ComparedContent, goal: ComparedContent) {
  return contentNames.filter((name) => {
    if ([goal[name]].flat().some(isUnknown)) return true;
    if (name === "payloadSha256" && found[name] === null) return false;
    if (name === "roleScopeTagIds" && goal[name] === null) return false;
    return canonicalText(found, name) !== canonicalText(goal, name);
  });
}

function canonicalText(content: ComparedContent, name: keyof ComparedContent): string {
  const value = content[name] ?? "";
  if (Array.isArray(value)) return JSON.stringify(normalizeTags(value));
  return name === "expirationDateTime" ? normalizeInstant(value) : value;
}

export interface ConfigurationState
  extends
    ComparedContent,
    Pick<LiveConfiguration, "version" | "createdDateTime" | "lastModifiedDateTime"> {
  /** Null if Graph returned no payload, or one that cannot be read. */
  profile: ProvisioningProfile | null;
  deleteAssigned: boolean;
}

/** Of a configuration that was taken over and never read. */
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
