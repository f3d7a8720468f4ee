// @ts-nocheck
import type { dynamic } from "@pulumi/pulumi";
import type { HandlerContext } from "./handlerContext.js";
import type { Found, Handlers } from "./handlers.js";
import { replaceFailure, toOtherError, toWriteError } from "./pluginErrors.js";
import { processContext, type SharedContext } from "./sharedContext.js";

const providerKey = "__provider";
const configNamespace = "intune";

/**
 * Hosts handlers as a Pulumi dynamic provider. All that is peculiar to one is in here:
 * - the plugin hands out the provider before `configure` has ended, so it only notes, at once, where settings come from;
 * - `__provider` travels among the properties, and must be in those of an error, or refresh and destroy die later;
 * - `read` serves both a refresh, with the recorded outputs, and `get`, with no outputs yet; an empty id means "gone";
 * - the plugin itself prints the errors of all but create and update too, with their stacks, where they name no resource.
 */
export function createDynamicProvider<Inputs extends object, State extends object>(
  handlers: Handlers<Inputs, State>,
  shared: SharedContext = processContext,
): dynamic.ResourceProvider<Inputs, State> {
  let readConfig: (name: string) => string | undefined = () => undefined;
  const open = (): Promise<HandlerContext> =>
    shared.open({ config: readConfig, environment: process.env });
  const write = <T>(properties: object, run: () => Promise<T>): Promise<T> =>
    replaceFailure(run, (failure) =>
      toWriteError(shared.toCarry(failure), (state) => ({ ...state, ...pickPointer(properties) })),
    );
  const ask = <T>(run: () => T | Promise<T>): Promise<T> =>
    replaceFailure(run, (failure) => toOtherError(shared.toCarry(failure)));
  return {
    configure({ config }) {
      readConfig = (name) => config.get(`${configNamespace}:${name}`);
      return Promise.resolve();
    },
    check: (olds, news) =>
      ask(() => {
        const recorded = withoutPointer<Partial<Inputs>>(olds);
        const { inputs, problems } = handlers.check(withoutPointer(news), recorded);
        return {
          inputs,
          failures: problems.map(({ path, reason }) => ({ property: path, reason })),
        };
      }),
    diff: (id, olds, news) =>
      ask(() => {
        const [recorded, inputs] = [withoutPointer<Partial<State>>(olds), withoutPointer(news)];
        const { changes, replaces } = handlers.diff(id, recorded, inputs, shared.declaredInRun);
        return { ...(changes !== undefined && { changes }), replaces, deleteBeforeReplace: true };
      }),
    create: (inputs) =>
      write(inputs, async () => {
        const { id, state } = await handlers.create(await open(), withoutPointer(inputs));
        return { id, outs: state };
      }),
    update: (id, olds, news) =>
      write(news, async () => ({
        outs: await handlers.update(await open(), id, withoutPointer(olds), withoutPointer(news)),
      })),
    delete: (id, olds) => ask(async () => handlers.delete(await open(), id, withoutPointer(olds))),
    read: (id, recorded) =>
      ask(async () => {
        const state = withoutPointer<Partial<State>>(recorded ?? {});
        // `get` passes nothing but the pointer, a refresh every output.
        if (Object.keys(state).length === 0)
          return toReadResult(id, await handlers.get(await open(), id));
        const found = await handlers.refresh(await open(), id, state);
        return found === undefined ? { id: "" } : toReadResult(id, found);
      }),
  };
}

/** Pulumi types the inputs of a read as outputs; they are inputs, and the next diff is made with them. */
function toReadResult<State>(id: string, found: Found<object, State>): dynamic.ReadResult<State> {
  return { id, props: found.state, inputs: found.inputs as State };
}

function withoutPointer<P extends object>(properties: P): P {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => key !== providerKey)) as P;
}

function pickPointer(properties: object): object {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => key === providerKey));
}
