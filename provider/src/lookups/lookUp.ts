import * as pulumi from "@pulumi/pulumi";
import { describeBug, isBug } from "../bug.js";
import { findArgumentProblems, type ArgumentRules } from "../domain/findArgumentProblems.js";
import type { Graph } from "../graph/openGraph.js";
import { ProcessFailure } from "../graph/processFailure.js";
import { isRequestFailure } from "../graph/requestFailure.js";
import { holdEnd } from "../program/holdEnd.js";
import { LookupError } from "./lookupError.js";
import { openSharedGraph } from "./openSharedGraph.js";

/** The arguments of a look-up's output form: each may be an output of another resource. */
export type InputsOf<Args> = {
  [Name in keyof Args]: pulumi.Input<Args[Name]>;
};

/**
 * Checks the arguments and looks something up. The program's end waits for it.
 *
 * @throws LookupError
 */
export function lookUp<Args, Found>(
  rules: ArgumentRules,
  args: Args,
  find: (graph: Graph, args: Args) => Promise<Found>,
): Promise<Found> {
  return holdEnd(async () => {
    requireArguments(rules, args);
    try {
      return await find((await openSharedGraph()).forOperation(), args);
    } catch (error) {
      if (isBug(error)) throw new LookupError(describeBug(error));
      throw isRequestFailure(error) ? toLookupError(error) : error;
    }
  });
}

function requireArguments(rules: ArgumentRules, args: unknown): void {
  const { lookup } = rules;
  const outputs = Object.entries(args ?? {}).filter(([, value]) => pulumi.Output.isInstance(value));
  const reason = `is an output, whose value comes later: call ${lookup}Output`;
  const unread = outputs.map(([path]) => ({ path, reason }));
  const problems = unread.length > 0 ? unread : findArgumentProblems(args, rules);
  if (problems.length === 0) return;
  const lines = problems.map(({ path, reason }) => `  - ${path} ${reason}`);
  throw new LookupError([`Cannot call ${lookup}:`, ...lines]);
}

/** By message: the settings and the sign-in fail for many look-ups, and the engine prints the same error once. */
const shared = new Map<string, LookupError>();

function toLookupError(error: Error): LookupError {
  const known = shared.get(error.message) ?? new LookupError(error.message, { cause: error });
  if (error instanceof ProcessFailure) shared.set(error.message, known);
  return known;
}
