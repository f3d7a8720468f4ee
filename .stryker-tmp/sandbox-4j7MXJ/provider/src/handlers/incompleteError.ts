/**
 * The remote object exists, or may exist, but is not as declared. `state` is what is known of it, so that the engine
 * keeps it and a later run, a refresh or a destroy goes on from there.
 */
// @ts-nocheck

export class IncompleteError<State> extends Error {
  override readonly name = "IncompleteError";
  readonly id: string;
  readonly state: State;

  constructor(id: string, state: State, reason: string) {
    super(reason);
    this.id = id;
    this.state = state;
  }
}
