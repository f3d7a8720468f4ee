import type {
  ConfigurationContent,
  LiveConfiguration,
  NewConfiguration,
} from "../../domain/configuration.js";
import {
  contentNames,
  normalizeTags,
  type CheckedConfiguration,
  type ComparedContent,
} from "../../domain/configurationInputs.js";
import { normalizeInstant } from "../../domain/instant.js";
import { pick } from "../../domain/properties.js";
import type { ProvisioningProfile } from "../../domain/provisioningProfile.js";
import { readProfile } from "../../profile/readProfile.js";
import { decodePayload, hashPayload, recallPayload } from "./payloads.js";

export interface ConfigurationState extends ComparedContent {
  /** Null if Graph returned no payload, or one that cannot be read. */
  profile: ProvisioningProfile | null;
  deleteAssigned: boolean;
  version: number;
  createdDateTime: string;
  lastModifiedDateTime: string;
}

/** What was known before; the payload's part counts if Graph returns no payload. */
export type KnownContent = Pick<
  ConfigurationState,
  "payloadSha256" | "profile" | "roleScopeTagIds" | "deleteAssigned"
>;

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

export const nothingKnown: KnownContent = { ...unreadState, roleScopeTagIds: [] };

export function stateOf(live: LiveConfiguration, known: KnownContent): ConfigurationState {
  return {
    ...pick(live, ["displayName", "description", "payloadFileName"]),
    ...pick(live, ["version", "createdDateTime", "lastModifiedDateTime"]),
    expirationDateTime: live.expirationDateTime && normalizeInstant(live.expirationDateTime),
    roleScopeTagIds: known.roleScopeTagIds && normalizeTags(live.roleScopeTagIds ?? []),
    ...readPayload(live.payload, known),
    deleteAssigned: known.deleteAssigned,
  };
}

function readPayload(payload: string | null, { payloadSha256, profile }: KnownContent) {
  const liveSha256 = payload === null ? payloadSha256 : hashPayload(payload);
  if (payload === null || liveSha256 === payloadSha256) return { payloadSha256, profile };
  const read = readProfile(decodePayload(payload));
  return { payloadSha256: liveSha256, profile: "profile" in read ? read.profile : null };
}

export function goalOf(inputs: CheckedConfiguration): ComparedContent & KnownContent {
  return { ...unreadState, ...inputs };
}

export function newContentOf(inputs: CheckedConfiguration): NewConfiguration {
  const goal = goalOf(inputs);
  const declared = contentNames.filter((name) => goal[name] !== null);
  return contentOf(inputs, declared) as NewConfiguration;
}

export function contentOf(inputs: CheckedConfiguration, names: readonly (keyof ComparedContent)[]) {
  const { payloadSha256, ...content } = pick(goalOf(inputs), names);
  const payload = payloadSha256 ?? undefined;
  return {
    ...content,
    ...(payload && { payload: recallPayload(payload) }),
  } as Partial<ConfigurationContent>;
}

/** The inputs, as check returns them, that would lead to this state. */
export function inputsOf(state: ConfigurationState): CheckedConfiguration {
  const given = [...contentNames, "profile" as const].filter((name) => state[name] !== null);
  const deleteAssigned = state.deleteAssigned && { deleteAssigned: true };
  return { ...pick(state, given), ...deleteAssigned } as CheckedConfiguration;
}
