import type {
  ConfigurationContent,
  LiveConfiguration,
  NewConfiguration,
} from "../../domain/configuration.js";
import {
  normalizeTags,
  type CheckedConfiguration,
  type ComparedContent,
} from "../../domain/configurationInputs.js";
import { normalizeInstant } from "../../domain/instant.js";
import type { ProvisioningProfile } from "../../domain/provisioningProfile.js";
import { readProfile } from "../../profile/readProfile.js";
import { decodePayload, hashPayload, recallPayload } from "./payloads.js";

/** What the stack's state records of a configuration. */
export interface ConfigurationState extends ComparedContent {
  /** What the payload says; null where Graph returned none, or one that cannot be read. */
  profile: ProvisioningProfile | null;
  /** Whether a delete may take the assignments of others along. */
  deleteAssigned: boolean;
  version: number;
  createdDateTime: string;
  lastModifiedDateTime: string;
}

/** What is known of a configuration from before. The payload's part counts where Graph returns no payload. */
export type KnownContent = Pick<
  ConfigurationState,
  "payloadSha256" | "profile" | "roleScopeTagIds" | "deleteAssigned"
>;

/** Scope tags are then shown as they are. */
export const nothingKnown: KnownContent = {
  payloadSha256: null,
  profile: null,
  roleScopeTagIds: [],
  deleteAssigned: false,
};

export function stateOf(live: LiveConfiguration, known: KnownContent): ConfigurationState {
  const { displayName, description, payloadFileName, expirationDateTime } = live;
  const { version, createdDateTime, lastModifiedDateTime } = live;
  return {
    displayName,
    description,
    payloadFileName,
    expirationDateTime: expirationDateTime && normalizeInstant(expirationDateTime),
    // Null where the program declares none.
    roleScopeTagIds: known.roleScopeTagIds && normalizeTags(live.roleScopeTagIds ?? []),
    ...readPayload(live.payload, known),
    deleteAssigned: known.deleteAssigned,
    version,
    createdDateTime,
    lastModifiedDateTime,
  };
}

function readPayload(
  payload: string | null,
  { payloadSha256, profile }: KnownContent,
): Pick<ConfigurationState, "payloadSha256" | "profile"> {
  const liveSha256 = payload === null ? payloadSha256 : hashPayload(payload);
  if (payload === null || liveSha256 === payloadSha256) return { payloadSha256, profile };
  const read = readProfile(decodePayload(payload));
  return { payloadSha256: liveSha256, profile: "profile" in read ? read.profile : null };
}

/** What the inputs declare, in the form in which it is compared. */
export function goalOf(inputs: CheckedConfiguration): ComparedContent & KnownContent {
  const { displayName, description, payloadSha256, payloadFileName, profile } = inputs;
  return {
    displayName,
    description: description ?? null,
    payloadSha256,
    payloadFileName,
    expirationDateTime: inputs.expirationDateTime,
    roleScopeTagIds: inputs.roleScopeTagIds ?? null,
    profile,
    deleteAssigned: inputs.deleteAssigned ?? false,
  };
}

/** What is sent to make one: nothing of what the program does not declare. */
export function newContentOf(inputs: CheckedConfiguration): NewConfiguration {
  const { displayName, payloadFileName, expirationDateTime } = inputs;
  const { description, roleScopeTagIds, payloadSha256 } = inputs;
  return {
    displayName,
    ...(description !== undefined && { description }),
    payload: recallPayload(payloadSha256),
    payloadFileName,
    expirationDateTime,
    ...(roleScopeTagIds !== undefined && { roleScopeTagIds }),
  };
}

/** What is sent for the properties of these names. */
export function contentOf(
  inputs: CheckedConfiguration,
  names: readonly (keyof ComparedContent)[],
): Partial<ConfigurationContent> {
  const goal = goalOf(inputs);
  const entries = names.map((name) =>
    name === "payloadSha256"
      ? ["payload", recallPayload(inputs.payloadSha256)]
      : [name, goal[name]],
  );
  return Object.fromEntries(entries) as Partial<ConfigurationContent>;
}

/** The inputs that would lead to a state, in the form that check gives them. */
export function inputsOf(state: ConfigurationState): CheckedConfiguration {
  const { displayName, description, payloadSha256, payloadFileName, roleScopeTagIds } = state;
  const { expirationDateTime, profile, deleteAssigned } = state;
  const inputs = {
    displayName,
    description,
    payloadFileName,
    expirationDateTime,
    roleScopeTagIds,
    deleteAssigned: deleteAssigned ? true : null,
    payloadSha256,
    profile,
  };
  const given = Object.entries(inputs).filter(([, value]) => value !== null);
  return Object.fromEntries(given) as unknown as CheckedConfiguration;
}

/** What the state records of a configuration that no run has read yet. */
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

/** What was read, or sent, has a name or a time at the least. */
export function isUnread({ displayName, createdDateTime }: ConfigurationState): boolean {
  return displayName === "" && createdDateTime === "";
}
