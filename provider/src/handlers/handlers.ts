import type { Problem } from "../domain/problem.js";
import type { Claim, Left } from "./declaration.js";
import type { HandlerContext } from "./handlerContext.js";

export interface Diff {
  /** `undefined`: the engine compares. `true`: no input shows the change. */
  changes: boolean | undefined;
  replaces: string[];
}

export interface Handlers<Inputs, State> {
  /** Returns raw inputs if there are problems. `recorded`: the state's inputs, if any. */
  check(inputs: Inputs, recorded?: Partial<Inputs>): { inputs: Inputs; problems: Problem[] };
  diff(id: string, recorded: State, inputs: Inputs): Diff;
  claim(inputs: Inputs): Claim | undefined;
  leave(id: string, recorded: State): Left;
  create(context: HandlerContext, inputs: Inputs): Promise<{ id: string; state: State }>;
  update(context: HandlerContext, id: string, recorded: State, inputs: Inputs): Promise<State>;
  delete(context: HandlerContext, id: string, recorded: State): Promise<void>;
  /** Undefined if it is gone. */
  refresh(context: HandlerContext, id: string, recorded: State): Promise<State | undefined>;
  get(context: HandlerContext, id: string): Promise<State>;
  /** As check returns them. */
  inputsOf(state: State): Inputs;
}

/** Nothing was sent. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";

  constructor(...lines: readonly string[]) {
    super(lines.join("\n"));
  }
}

/** It exists, or may, but not as declared. The engine keeps `state`. */
export class IncompleteError<State> extends Error {
  override readonly name = "IncompleteError";

  constructor(
    readonly id: string,
    readonly state: State,
    reason: string,
  ) {
    super(reason);
  }
}
