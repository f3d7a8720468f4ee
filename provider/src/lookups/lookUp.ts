import * as pulumi from "@pulumi/pulumi";
import { getAllResources } from "@pulumi/pulumi/output.js";
import { describeBug, isBug } from "../bug.js";
import { findArgumentProblems, type ArgumentRules } from "../domain/problem.js";
import { toReadable } from "../domain/readable.js";
import { toRecord } from "../domain/values.js";
import { systemClock } from "../graph/clock.js";
import { isRequestFailure, ProcessFailure } from "../graph/graphError.js";
import type { Graph } from "../graph/openGraph.js";
import { createSharedList, type SharedList } from "../handlers/configuration/sharedList.js";
import { countWrites, holdEnd } from "../program/endOfProgram.js";
import { find, LookupError, type Lookup, type LookupContext } from "./find.js";

export type InputsOf<Args> = { [Name in keyof Args]: pulumi.Input<Args[Name]> };

/** What a program calls. */
export const promiseOf =
  <Args, Found>(lookup: Lookup<Args, Found>) =>
  (args: Args) =>
    lookUp(lookup, args);

/** In an update, an argument may name an object just created, which Graph may show late. */
export const outputOf =
  <Args, Found>(lookup: Lookup<Args, Found>) =>
  (args: InputsOf<Args>) => {
    const known = pulumi.output(args) as pulumi.OutputInstance<Args>;
    return known.apply<Found>(async (value) => {
      const mayBeNew = !pulumi.runtime.isDryRun() && (await getAllResources(known)).size > 0;
      return lookUp(lookup, value, mayBeNew);
    });
  };

/** By message: the engine prints the same error once. */
const shared = new Map<string, LookupError>();

/** The program's end waits for it; it fails with a LookupError. */
function lookUp<Args, Found>(lookup: Lookup<Args, Found>, args: Args, mayBeNew = false) {
  return holdEnd(async () => {
    requireArguments(lookup, args);
    const monitor = pulumi.runtime.getMonitor();
    if (monitor !== undefined && "mocks" in monitor) return askMocks(lookup, args);
    try {
      return await find(lookup, args, await openContext(), mayBeNew);
    } catch (error) {
      if (isBug(error)) throw new LookupError(describeBug(error));
      if (!isRequestFailure(error)) throw error;
      const known = shared.get(error.message) ?? new LookupError(error.message);
      if (error instanceof ProcessFailure) shared.set(error.message, known);
      throw known;
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
  throw new LookupError(`Cannot call ${lookup}:`, ...lines);
}

/** A unit test's mocks answer the native plugin's function. */
async function askMocks<Args, Found>({ lookup, key }: Lookup<Args, Found>, args: Args) {
  const token = `intune:index:${lookup}`;
  const found = toRecord(await pulumi.runtime.invoke(token, args as pulumi.Inputs));
  const value = found[key];
  if (value === undefined)
    throw new LookupError(
      `The mocks of this unit test do not answer ${lookup}: for the token "${token}" let \`call\` of ` +
        `pulumi.runtime.setMocks return an object with \`${key}\`.`,
    );
  return (Array.isArray(value) ? value : found) as Found;
}

interface Run {
  settings: string;
  /** All look-ups share its token and rate limit. */
  graph: Graph;
  /** When the list was made. */
  writes: number;
  sharedList: SharedList;
}

/** By monitor: programs of several stacks may share a process. */
const runs = new WeakMap<object, Run>();

/** @throws SettingsError */
async function openContext(): Promise<LookupContext> {
  const { pickSettings, resolveSettings } = await import("../graph/settings.js");
  const { openGraph } = await import("../graph/openGraph.js");
  const config = pickSettings(pulumi.runtime.allConfig());
  const resolved = resolveSettings({ config, environment: process.env });
  const monitor = pulumi.runtime.getMonitor() ?? runs;
  const settings = JSON.stringify(resolved);
  const former = runs.get(monitor);
  const print = (line: string): void => void pulumi.log.info(toReadable(line));
  const isSame = former?.settings === settings;
  const graph = isSame ? former.graph : openGraph(resolved, systemClock, { print });
  const writes = countWrites();
  const isCurrent = former?.graph === graph && former.writes === writes;
  // The plugin writes in another process: after a write a new list begins.
  const run = isCurrent
    ? former
    : { graph, settings, writes, sharedList: createSharedList(graph.configurations, systemClock) };
  runs.set(monitor, run);
  return { ...graph, ...graph.forOperation(), sharedList: run.sharedList, clock: systemClock };
}
