// @ts-nocheck
import type { Problem } from "../domain/problem.js";
import type { DeclaredInRun } from "./assignments/declaredInRun.js";
import type { HandlerContext } from "./handlerContext.js";

/** What a read found: the state, and the inputs that would lead to it. */
export interface Found<Inputs, State> {
  state: State;
  inputs: Inputs;
}

/**
 * What an engine asks of a resource, in whichever way it is hosted. `recorded` is a state that any release may have
 * written. check and diff have no context: they do no I/O.
 */
export interface Handlers<Inputs, State> {
  /** `recorded` are the inputs that the state holds, as a former check gave them; none for a new resource. */
  check(inputs: Inputs, recorded?: Partial<Inputs>): { inputs: Inputs; problems: Problem[] };
  /** The engine asks it of what stays as it is too: `declaredInRun` takes that down for the writes of the same run. */
  diff(
    id: string,
    recorded: Partial<State>,
    inputs: Inputs,
    declaredInRun?: DeclaredInRun,
  ): { changes: boolean | undefined; replaces: string[] };
  create(context: HandlerContext, inputs: Inputs): Promise<{ id: string; state: State }>;
  update(
    context: HandlerContext,
    id: string,
    recorded: Partial<State>,
    inputs: Inputs,
  ): Promise<State>;
  delete(context: HandlerContext, id: string, recorded: Partial<State>): Promise<void>;
  /** Undefined when the object is gone. */
  refresh(
    context: HandlerContext,
    id: string,
    recorded: Partial<State>,
  ): Promise<Found<Inputs, State> | undefined>;
  /** Fails when the object is missing. */
  get(context: HandlerContext, id: string): Promise<Found<Inputs, State>>;
}
