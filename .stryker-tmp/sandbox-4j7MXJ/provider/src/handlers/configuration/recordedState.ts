// @ts-nocheck
import type { ConfigurationState } from "./configurationState.js";

/** What the state records of a configuration of which nobody has seen yet what it holds. */
export const unseenState: ConfigurationState = {
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

/** A state that any release may have recorded: a null may be missing from it. */
export function readState(recorded: Partial<ConfigurationState>): ConfigurationState {
  return { ...unseenState, ...recorded };
}

/** Whether no run has read yet what the configuration holds: what was read, or sent, has a name or a time at the least. */
export function isUnseen({ displayName, createdDateTime }: ConfigurationState): boolean {
  return displayName === "" && createdDateTime === "";
}
