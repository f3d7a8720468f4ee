import * as pulumi from "@pulumi/pulumi";
import { getAllResources } from "@pulumi/pulumi/output.js";
import { describeBug, isBug } from "../bug.js";
import { findArgumentProblems, type ArgumentRules } from "../domain/findArgumentProblems.js";
import type { Graph } from "../graph/openGraph.js";
import { ProcessFailure } from "../graph/processFailure.js";
import { isRequestFailure } from "../graph/requestFailure.js";
import { systemClock } from "../graph/systemClock.js";
import { defaultReadBackMs } from "../handlers/handlerContext.js";
import { isGone, pollUntil } from "../handlers/readLive.js";
import { holdEnd } from "../program/holdEnd.js";
import { LookupError, MissingError } from "./lookupError.js";
import { openSharedGraph } from "./openSharedGraph.js";

export type InputsOf<Args> = {
  [Name in keyof Args]: pulumi.Input<Args[Name]>;
};

export type LookupGraph = Pick<Graph, "configurations" | "groups">;

export interface Lookup<Args, Found> extends ArgumentRules {
  /** @throws MissingError if there is none. */
  find: (graph: LookupGraph, args: Args) => Promise<Found>;
}

/**
 * The program's end waits for it.
 * @throws LookupError
 */
export function lookUp<Args, Found>(
  lookup: Lookup<Args, Found>,
  args: Args,
  { mayBeNew = false } = {},
): Promise<Found> {
  return holdEnd(async () => {
    requireArguments(lookup, args);
    try {
      const shared = await openSharedGraph();
      const attempt = (): Promise<Found> => lookup.find(shared.forOperation(), args);
      return await (mayBeNew ? findNew(attempt, shared.retryBudgetMs) : attempt());
    } catch (error) {
      if (isBug(error)) throw new LookupError(describeBug(error));
      throw isRequestFailure(error) ? toLookupError(error) : error;
    }
  });
}

/**
 * In an update, an argument that comes from a resource may name an object that this update created, and Graph may show the
 * object late.
 */
export function lookUpOutput<Args, Found>(lookup: Lookup<Args, Found>, args: InputsOf<Args>) {
  const known = pulumi.output(args) as pulumi.OutputInstance<Args>;
  return known.apply<Found>(async (value) => {
    const mayBeNew = !pulumi.runtime.isDryRun() && (await getAllResources(known)).size > 0;
    return lookUp(lookup, value, { mayBeNew });
  });
}

async function findNew<Found>(find: () => Promise<Found>, retryBudgetMs: number): Promise<Found> {
  let missing: unknown;
  const read = async (): Promise<{ found: Found } | undefined> => {
    try {
      return { found: await find() };
    } catch (error) {
      if (!(error instanceof MissingError) && !isGone(error)) throw error;
      missing = error;
      return undefined;
    }
  };
  const readBackMs = Math.min(retryBudgetMs, defaultReadBackMs);
  const isThere = (result: object | undefined): boolean => result !== undefined;
  const { value } = await pollUntil({ clock: systemClock, readBackMs }, read, isThere);
  if (value === undefined) throw missing;
  return value.found;
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

/** By message: settings and sign-in fail for many look-ups, and the engine prints the same error once. */
const shared = new Map<string, LookupError>();

function toLookupError(error: Error): LookupError {
  const known = shared.get(error.message) ?? new LookupError(error.message, { cause: error });
  if (error instanceof ProcessFailure) shared.set(error.message, known);
  return known;
}
