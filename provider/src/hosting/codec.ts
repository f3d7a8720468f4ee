export interface Codec<Inputs, State, RecordedInputs = Inputs, RecordedState = State> {
  readInputs: (inputs: RecordedInputs) => Inputs;
  /** What check may rely on from the state's inputs. */
  readFormer: (inputs: RecordedInputs, recorded: Partial<RecordedInputs>) => Partial<Inputs>;
  recordInputs: (inputs: Inputs) => RecordedInputs;
  readState: (id: string, recorded: Partial<RecordedState>) => State;
  recordState: (state: State) => RecordedState;
}
