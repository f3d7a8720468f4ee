import type { dynamic } from "@pulumi/pulumi";
import type { HandlerContext } from "./handlerContext.js";
import type { Found, Handlers } from "./handlers.js";
import { replaceFailure, toOtherError, toWriteError } from "./pluginErrors.js";
import { processContext, type SharedContext } from "./sharedContext.js";
import {
  besidesInput,
  nameInput,
  runInput,
  type Beside,
  type ResourceName,
  type RunAddress,
} from "./nameInput.js";
import { toCheckFailure } from "./toCheckFailure.js";

const providerKey = "__provider";
const configNamespace = "intune";

/**
 * Hosts handlers as a Pulumi dynamic provider. All that is peculiar to one is in here:
 * - the plugin hands out the provider before `configure` has ended, so it only notes, at once, where settings come from;
 * - `__provider` travels among the properties, and must be in those of an error, or refresh and destroy die later;
 * - `read` serves both a refresh, with the recorded outputs, and `get`, with no outputs yet; an empty id means "gone";
 * - check and diff register what the program declares, and how each write ended: a delete asks for it;
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
  /** Of another resource, whose own check finds its problems. */
  const expect = ({ name, inputs }: Beside): void => {
    const checked = handlers.check(inputs as Inputs);
    const claim = checked.problems.length === 0 ? handlers.claim(checked.inputs) : undefined;
    if (claim) shared.run.expect(checked.inputs, claim, name);
  };
  return {
    configure({ config }) {
      readConfig = (name) => config.get(`${configNamespace}:${name}`);
      return Promise.resolve();
    },
    check: (olds, news) =>
      ask(() => {
        const recorded = withoutPointer<Partial<Inputs>>(olds);
        const {
          [nameInput]: name,
          [runInput]: address,
          [besidesInput]: besides,
          ...raw
        } = withoutPointer<Inputs & ProgramInputs>(news);
        shared.runAddress ??= address;
        if (Array.isArray(besides)) besides.forEach(expect);
        const { inputs, problems } = handlers.check(raw as unknown as Inputs, recorded);
        const claim = problems.length === 0 ? handlers.claim(inputs) : undefined;
        const rivals = claim ? shared.run.declare(inputs, claim, name) : [];
        return {
          inputs,
          failures: [...problems, ...rivals].map(toCheckFailure),
        };
      }),
    diff: (id, olds, news) =>
      ask(() => {
        const [recorded, inputs] = [withoutPointer<Partial<State>>(olds), withoutPointer(news)];
        const { changes, replaces } = handlers.diff(id, recorded, inputs);
        const left = replaces.length > 0 ? handlers.leave(id, recorded) : undefined;
        shared.run.compare(inputs, { id, isSame: changes === false, left });
        return { ...(changes !== undefined && { changes }), replaces };
      }),
    create: (inputs) =>
      write(inputs, async () => {
        const declared = withoutPointer(inputs);
        const create = async () => handlers.create(await open(), declared);
        const { id, state } = await shared.run.settle(declared, create, (created) => created.id);
        return { id, outs: state };
      }),
    update: (id, olds, news) =>
      write(news, async () => {
        const declared = withoutPointer(news);
        const update = async () =>
          handlers.update(await open(), id, withoutPointer(olds), declared);
        return { outs: await shared.run.settle(declared, update, () => id) };
      }),
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

/** What the constructors of the resources tell check, and what is no input of Graph's. */
interface ProgramInputs {
  [nameInput]?: ResourceName;
  [runInput]?: RunAddress;
  /** Unknown in a preview in which the id of the configuration is. */
  [besidesInput]?: readonly Beside[] | string;
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
