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

export interface ConfigurationState extends ComparedContent {
  /** What the payload says; null where Graph returned none, or one that cannot be read. */
  profile: ProvisioningProfile | null;
  /** Whether a delete may take the assignments of others along. */
  deleteAssigned: boolean;
  version: number;
  createdDateTime: string;
  lastModifiedDateTime: string;
}

const contentNames = [
  "displayName",
  "description",
  "payloadFileName",
  "payloadSha256",
  "expirationDateTime",
  "roleScopeTagIds",
] as const satisfies readonly (keyof ComparedContent)[];

/** What is known of a configuration from before. The payload's part counts where Graph returns no payload. */
export type KnownContent = Pick<
  ConfigurationState,
  "payloadSha256" | "profile" | "roleScopeTagIds" | "deleteAssigned"
>;

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

/** Scope tags are then shown as they are. */
export const nothingKnown: KnownContent = { ...unreadState, roleScopeTagIds: [] };

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
  return { ...unreadState, ...inputs };
}

export function newContentOf(inputs: CheckedConfiguration): NewConfiguration {
  const goal = goalOf(inputs);
  const declared = contentNames.filter((name) => goal[name] !== null);
  return contentOf(inputs, declared) as NewConfiguration;
}

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
  const given = [...contentNames, "profile" as const].filter((name) => state[name] !== null);
  return {
    ...Object.fromEntries(given.map((name) => [name, state[name]])),
    ...(state.deleteAssigned && { deleteAssigned: true }),
  } as CheckedConfiguration;
}
