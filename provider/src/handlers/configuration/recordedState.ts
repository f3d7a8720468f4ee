import type { ConfigurationState } from "./configurationState.js";

const empty: ConfigurationState = {
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
  return { ...empty, ...recorded };
}
