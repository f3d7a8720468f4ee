import {
  unreadState,
  type CheckedConfiguration,
  type ConfigurationState,
} from "../domain/configurationInputs.js";
import type { Codec } from "./codec.js";

export const configurationCodec: Codec<CheckedConfiguration, ConfigurationState> = {
  readInputs: (inputs) => inputs as CheckedConfiguration,
  readFormer: (_inputs, recorded) => recorded,
  recordInputs: (inputs) => ({ ...inputs }),
  readState: (_id, recorded) => ({ ...unreadState, ...recorded }),
  recordState: (state) => ({ ...state }),
};
