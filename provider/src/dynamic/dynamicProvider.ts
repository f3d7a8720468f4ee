import type { dynamic } from "@pulumi/pulumi";
import type { HandlerContext } from "../handlers/handlerContext.js";
import type { Found, Handlers } from "../handlers/handlers.js";
import type { Codec } from "./codec.js";
import type { Beside, HiddenInputs } from "./hiddenInputs.js";
import { replaceFailure, toCheckFailure, toOtherError, toWriteError } from "./pluginErrors.js";
import { processContext, type SharedContext } from "./sharedContext.js";

const providerKey = "__provider";

/**
 * Decodes, calls the handler, encodes.
 * - The plugin hands out the provider before `configure` has ended: `configure` only records where settings come from.
 * - `__provider` travels among the properties, and must be in those of an error, or refresh and destroy fail later.
 * - `read` serves both a refresh, with the recorded outputs, and `get`, with no outputs yet; an empty id means "gone".
 * - check and diff register what the program declares, and each write how it ended: a delete asks for it.
 */
export function createDynamicProvider<
  Inputs extends object,
  State extends object,
  RecordedInputs extends object,
  RecordedState extends object,
>(
  handlers: Handlers<Inputs, State>,
  codec: Codec<Inputs, State, RecordedInputs, RecordedState>,
  shared: SharedContext = processContext,
): dynamic.ResourceProvider<RecordedInputs, RecordedState> {
  const { run } = shared;
  let readConfig: (name: string) => string | undefined = () => undefined;
  const open = (): Promise<HandlerContext> =>
    shared.open({ config: readConfig, environment: process.env });
  const write = <T>(properties: object, action: () => Promise<T>): Promise<T> =>
    replaceFailure(action, (failure) =>
      toWriteError(shared.reportOnce(failure), (state) => ({
        ...codec.recordState(state as State),
        ...pickPointer(properties),
      })),
    );
  const ask = <T>(action: () => T | Promise<T>): Promise<T> =>
    replaceFailure(action, (failure) => toOtherError(shared.reportOnce(failure)));
  const readInputs = (inputs: object): Inputs =>
    codec.readInputs(withoutPointer(inputs) as RecordedInputs);
  const readState = (id: string, recorded: object): State =>
    codec.readState(id, withoutPointer(recorded));
  const toResult = (id: string, { state, inputs }: Found<Inputs, State>) => ({
    id,
    props: codec.recordState(state),
    // Pulumi types the inputs of a read as outputs; they are inputs, and the next diff is made with them.
    inputs: codec.recordInputs(inputs) as object as RecordedState,
  });
  /** Of another resource, whose own check finds its problems. */
  const expect = ({ name, inputs }: Beside): void => {
    const checked = handlers.check(codec.readInputs(inputs as RecordedInputs));
    const claim = checked.problems.length === 0 ? handlers.claim(checked.inputs) : undefined;
    if (claim) run.expect(codec.recordInputs(checked.inputs), claim, name);
  };
  return {
    configure({ config }) {
      readConfig = (name) => config.get(`intune:${name}`);
      return Promise.resolve();
    },
    check: (olds, news) =>
      ask(() => {
        const { resourceName, runAddress, besides, hasSecret, ...rest } = withoutPointer(
          news as HiddenInputs,
        );
        const raw = rest as RecordedInputs;
        shared.runAddress ??= runAddress;
        if (Array.isArray(besides)) besides.forEach(expect);
        const { inputs, problems } = handlers.check(
          { ...codec.readInputs(raw), ...(hasSecret === true && { isSecret: true }) },
          codec.readFormer(raw, withoutPointer(olds)),
        );
        if (problems.length > 0) return { inputs: raw, failures: problems.map(toCheckFailure) };
        const recorded = codec.recordInputs(inputs);
        const claim = handlers.claim(inputs);
        const conflicts = claim ? run.declare(recorded, claim, resourceName) : [];
        return { inputs: recorded, failures: conflicts.map(toCheckFailure) };
      }),
    diff: (id, olds, news) =>
      ask(() => {
        const recorded = readState(id, olds);
        const { changes, replaces } = handlers.diff(id, recorded, readInputs(news));
        const left = replaces.length > 0 ? handlers.leave(id, recorded) : undefined;
        run.compare(withoutPointer(news), { id, isSame: changes === false, left });
        return { ...(changes !== undefined && { changes }), replaces };
      }),
    create: (inputs) =>
      write(inputs, async () => {
        const { id, state } = await run.settle(withoutPointer(inputs), async () =>
          handlers.create(await open(), readInputs(inputs)),
        );
        return { id, outs: codec.recordState(state) };
      }),
    update: (id, olds, news) =>
      write(news, async () => {
        const { state } = await run.settle(withoutPointer(news), async () => ({
          id,
          state: await handlers.update(await open(), id, readState(id, olds), readInputs(news)),
        }));
        return { outs: codec.recordState(state) };
      }),
    delete: (id, olds) => ask(async () => handlers.delete(await open(), id, readState(id, olds))),
    read: (id, recorded = {} as RecordedState) =>
      ask(async () => {
        // `get` passes nothing but the pointer, a refresh every output.
        if (Object.keys(withoutPointer(recorded)).length === 0)
          return toResult(id, await handlers.get(await open(), id));
        const found = await handlers.refresh(await open(), id, readState(id, recorded));
        return found === undefined ? { id: "" } : toResult(id, found);
      }),
  };
}

function withoutPointer<P extends object>(properties: P): P {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => key !== providerKey)) as P;
}

function pickPointer(properties: object): object {
  return Object.fromEntries(Object.entries(properties).filter(([key]) => key === providerKey));
}
