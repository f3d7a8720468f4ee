import {
  unreadState,
  type CheckedConfiguration,
  type ConfigurationState,
} from "../domain/configuration.js";

export type Recorded = Readonly<Record<string, unknown>>;

/** Names the dynamic shell's handlers. */
export const pointerName = "__provider";

/** The plugin evaluates it. A module's name lets any release's state run the installed one. */
export function providerPointer(module: "handlers/assignments" | "handlers/configuration"): string {
  return `exports.handler=()=>require("pulumi-intune-provisioning/${module}")`;
}

export interface Codec<Inputs, State> {
  readInputs: (inputs: Recorded) => Inputs;
  /** What check may rely on from recorded inputs. */
  readFormer: (inputs: Recorded, recorded: Recorded) => Partial<Inputs>;
  recordInputs: (inputs: Inputs) => Recorded;
  readState: (id: string, recorded: Recorded) => State;
  recordState: (state: State) => Recorded;
}

export const configurationCodec: Codec<CheckedConfiguration, ConfigurationState> = {
  readInputs: (inputs) => inputs as CheckedConfiguration,
  readFormer: (_inputs, recorded) => recorded,
  recordInputs: (inputs) => ({ ...inputs }),
  readState: (_id, recorded) => ({ ...unreadState, ...recorded }),
  recordState: (state) => ({ ...state }),
};
