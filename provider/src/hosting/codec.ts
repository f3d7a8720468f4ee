import {
  unreadState,
  type CheckedConfiguration,
  type ConfigurationState,
} from "../domain/configuration.js";

/** Inputs or a state, as the engine keeps them. */
export type Recorded = Readonly<Record<string, unknown>>;

/** In inputs and states of the dynamic shell: names its handlers. */
export const pointerName = "__provider";

export interface Codec<Inputs, State, R extends Recorded = Recorded> {
  readInputs: (inputs: Recorded) => Inputs;
  /** What check may rely on from the state's inputs. */
  readFormer: (inputs: Recorded, recorded: Recorded) => Partial<Inputs>;
  recordInputs: (inputs: Inputs) => R;
  readState: (id: string, recorded: Recorded) => State;
  recordState: (state: State) => R;
}

export const configurationCodec: Codec<CheckedConfiguration, ConfigurationState> = {
  readInputs: (inputs) => inputs as CheckedConfiguration,
  readFormer: (_inputs, recorded) => recorded,
  recordInputs: (inputs) => ({ ...inputs }),
  readState: (_id, recorded) => ({ ...unreadState, ...recorded }),
  recordState: (state) => ({ ...state }),
};
