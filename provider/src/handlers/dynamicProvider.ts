import type { dynamic } from "@pulumi/pulumi";
import { openHandlerContext, type HandlerContext } from "./handlerContext.js";
import type { Found, Handlers } from "./handlers.js";
import { IncompleteError } from "./incompleteError.js";

const providerKey = "__provider";
const configNamespace = "intune";

/** Properties as the engine passes them: ours, and the pointer to the provider among them. */
type WithPointer = Readonly<Record<string, unknown>>;

/**
 * Hosts handlers as a Pulumi dynamic provider. All that is peculiar to one is in here:
 * - the plugin hands out the provider before `configure` has ended, so it only notes, at once, where settings come from;
 * - `__provider` travels among the properties, and must be in those of an error, or refresh and destroy die later;
 * - `read` serves both a refresh, with the recorded outputs, and `get`, with no outputs yet; an empty id means "gone";
 * - an error's stack is printed where a person looks for its message.
 */
export function createDynamicProvider<Inputs extends object, State extends object>(
  handlers: Handlers<Inputs, State>,
): dynamic.ResourceProvider<Inputs, State> {
  let context: Promise<HandlerContext> | undefined;
  let readConfig: (name: string) => string | undefined = () => undefined;
  const open = (): Promise<HandlerContext> =>
    (context ??= openHandlerContext({ config: readConfig, environment: process.env }));
  return {
    configure({ config }) {
      readConfig = (name) => config.get(`${configNamespace}:${name}`);
      return Promise.resolve();
    },
    check: (olds, news) =>
      withoutStack(() => {
        const recorded = withoutPointer<Partial<Inputs>>(olds);
        const { inputs, problems } = handlers.check(withoutPointer(news), recorded);
        return {
          inputs,
          failures: problems.map(({ path, reason }) => ({ property: path, reason })),
        };
      }),
    diff: (id, olds, news) =>
      withoutStack(() => {
        const { changes, replaces } = handlers.diff(id, withoutPointer(olds), withoutPointer(news));
        return { ...(changes !== undefined && { changes }), replaces, deleteBeforeReplace: true };
      }),
    create: (inputs) =>
      withPointer(inputs, async () => {
        const { id, state } = await handlers.create(await open(), withoutPointer(inputs));
        return { id, outs: state };
      }),
    update: (id, olds, news) =>
      withPointer(news, async () => ({
        outs: await handlers.update(await open(), id, withoutPointer(olds), withoutPointer(news)),
      })),
    delete: (id, olds) =>
      withoutStack(async () => handlers.delete(await open(), id, withoutPointer(olds))),
    read: (id, recorded) =>
      withoutStack(async () => {
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

/** Turns a failure with a state into the form in which the plugin passes one on; the CLI prints only `reasons`. */
async function withPointer<T>(properties: object, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof IncompleteError)) throw error;
    const state = error.state as WithPointer;
    const pointer = (properties as WithPointer)[providerKey];
    throw Object.assign(new Error(error.message), {
      id: error.id,
      properties: { ...state, [providerKey]: pointer },
      reasons: [error.message],
    });
  }
}

async function withoutStack<T>(run: () => T | Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Error) error.stack = "";
    throw error;
  }
}
