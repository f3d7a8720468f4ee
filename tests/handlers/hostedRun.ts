import type { dynamic } from "@pulumi/pulumi";
import { assignmentsHandlers } from "../../provider/dist/handlers/assignments/assignmentsHandlers.js";
import { configurationHandlers } from "../../provider/dist/handlers/configuration/configurationHandlers.js";
import { createDynamicProvider } from "../../provider/dist/dynamic/dynamicProvider.js";
import { setCodec } from "../../provider/dist/hosting/recordedSet.js";
import { configurationCodec } from "../../provider/dist/hosting/codec.js";
import { createRunRegistry } from "../../provider/dist/hosting/runRegistry.js";
import type { SharedContext } from "../../provider/dist/hosting/sharedContext.js";
import type { HandlerContext } from "../../provider/dist/handlers/handlerContext.js";
import { profileInBase64 } from "./stackedConfiguration.ts";
import { createInstance, createVerbs, isNative } from "./nativeShell.ts";
import { configurationType, setType } from "../native/nativeClient.ts";
import { declared } from "./entries.ts";
import type { HandlerBench } from "./handlerBench.ts";
import { toGroupAssignment, type Program } from "./stackedSet.ts";

/** What the state holds of a resource. */
export interface Held {
  id: string;
  inputs: object;
  state: object;
}

/** A resource of the program, from its check on, as the engine goes about it. */
export interface Declared {
  /** Reasons why check refuses it. */
  problems: string[];
  /** As diff says; a resource that is not in the state has none. */
  replaces: string[];
  /** Creates it, or updates it. */
  write: () => Promise<Held>;
}

/** One engine operation: a plugin process of its own, with the two kinds of resources in it. */
export interface HostedRun {
  declareSet: (name: string, raw: object, held?: Held) => Promise<Declared>;
  declareConfiguration: (name: string, raw: object, held?: Held) => Promise<Declared>;
  deleteSet: (held: Held) => Promise<void>;
  deleteConfiguration: (held: Held) => Promise<void>;
  /** The lines that it printed. */
  said: string[];
}

export function openRun(bench: HandlerBench): HostedRun {
  const said: string[] = [];
  const print = (line: string): void => {
    said.push(line);
  };
  const run = createRunRegistry(print);
  if (isNative) return { said, ...openNativeRun(() => ({ ...bench.context, run, print }), run) };
  const shared: SharedContext = {
    run,
    sources: { config: {}, environment: {} },
    addresses: {},
    open: () => Promise.resolve({ ...bench.context, run, print }),
    reportOnce: (failure) => failure,
  };
  const sets = hostOf(createDynamicProvider(assignmentsHandlers, setCodec, shared));
  const configurations = hostOf(
    createDynamicProvider(configurationHandlers, configurationCodec, shared),
  );
  return {
    said,
    declareSet: sets.declare,
    declareConfiguration: configurations.declare,
    deleteSet: sets.delete,
    deleteConfiguration: configurations.delete,
  };
}

/** The same run, hosted by the native plugin. */
function openNativeRun(
  open: () => HandlerContext,
  run: SharedContext["run"],
): Omit<HostedRun, "said"> {
  const instance = createInstance(open, run);
  const hostKind = (type: string) => {
    const verbs = createVerbs(instance, type);
    const declare = async (name: string, raw: object, held?: Held): Promise<Declared> => {
      const { inputs, failures } = await verbs.check(held?.inputs ?? {}, raw, name);
      const problems = failures.map(({ property, reason }) => `${property} ${reason}`);
      const create = async (): Promise<Held> => ({ ...(await verbs.create(inputs, name)), inputs });
      if (problems.length > 0 || held === undefined)
        return { problems, replaces: [], write: create };
      const { id, state } = held;
      const { changes, replaces } = verbs.diff(id, state, inputs, name);
      // The engine checks a replacement once more, as a new resource.
      if (replaces.length > 0) return { ...(await declare(name, raw)), replaces };
      const update = async (): Promise<Held> =>
        changes === false
          ? held
          : { id, inputs, state: await verbs.update(id, state, inputs, name) };
      return { problems, replaces, write: update };
    };
    return { declare, delete: (held: Held) => verbs.delete(held.id, held.state) };
  };
  const sets = hostKind(setType);
  const configurations = hostKind(configurationType);
  return {
    declareSet: sets.declare,
    declareConfiguration: configurations.declare,
    deleteSet: sets.delete,
    deleteConfiguration: configurations.delete,
  };
}

/** The verbs, with what this shell always answers. */
interface Provider<I, S> extends Required<dynamic.ResourceProvider<I, S>> {
  check: (olds: I, news: I) => Promise<{ inputs: I; failures: dynamic.CheckFailure[] }>;
  create: (inputs: I) => Promise<{ id: string; outs: S }>;
  update: (id: string, olds: S, news: I) => Promise<{ outs: S }>;
}

function hostOf<I extends object, S extends object>(hosted: dynamic.ResourceProvider<I, S>) {
  const provider = hosted as Provider<I, S>;
  /** As Pulumi's plugin adds it. */
  const record = (outs: S): object => ({ ...outs, __provider: "exports.handler=()=>undefined" });
  const declare = async (name: string, raw: object, held?: Held): Promise<Declared> => {
    const { inputs, failures } = await provider.check(
      (held?.inputs ?? {}) as I,
      { ...raw, hidden: { resourceName: { name } } } as unknown as I,
    );
    const problems = failures.map(({ property, reason }) => `${property} ${reason}`);
    const create = async (): Promise<Held> => {
      const { id, outs } = await provider.create(inputs);
      return { id, inputs: inputs, state: record(outs) };
    };
    if (problems.length > 0 || held === undefined) return { problems, replaces: [], write: create };
    const { changes, replaces = [] } = await provider.diff(held.id, held.state as S, inputs);
    // The engine checks a replacement once more, as a new resource.
    if (replaces.length > 0) return { ...(await declare(name, raw)), replaces };
    const update = async (): Promise<Held> => {
      if (changes === false) return held;
      const { outs } = await provider.update(held.id, held.state as S, inputs);
      return { id: held.id, inputs: inputs, state: record(outs) };
    };
    return { problems, replaces, write: update };
  };
  return {
    declare,
    delete: (held: Held) => provider.delete(held.id, held.state as S),
  };
}

/** The arguments of a set, as a program writes them. */
export function rawSet(configurationId: string, program: Program): object {
  const { assignments, older, ...choices } = program;
  return {
    configurationId,
    assignments: assignments.map(declared),
    ...(older && { groupAssignments: older.map(toGroupAssignment) }),
    ...choices,
  };
}

/** The arguments of a configuration, whose profile has the same name. */
export function rawConfiguration(displayName: string, more: object = {}): object {
  return {
    displayName,
    payload: payloadOf(displayName),
    payloadFileName: "field.mobileprovision",
    ...more,
  };
}

const payloads = new Map<string, string>();

function payloadOf(name: string): string {
  const payload = payloads.get(name) ?? profileInBase64({ name });
  payloads.set(name, payload);
  return payload;
}
