import type { dynamic } from "@pulumi/pulumi";
import { omit } from "../domain/properties.js";
import type { HandlerContext } from "../handlers/handlerContext.js";
import type { Handlers } from "../handlers/handlers.js";
import type { Codec } from "../hosting/codec.js";
import type { HiddenInputs } from "../hosting/hiddenInputs.js";
import { hostResource } from "../hosting/hostResource.js";
import { processContext, type SharedContext } from "../hosting/sharedContext.js";
import { replaceFailure, toCheckFailure, toOtherError, toWriteError } from "./pluginErrors.js";

const providerKey = "__provider";

/**
 * - The plugin hands out the provider before `configure` has ended, so `configure` only records the settings' source.
 * - Properties include `__provider`. Those of an error must too, or refresh and destroy fail later.
 * - `read` serves a refresh, with outputs, and `get`, without; an empty id means "gone".
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
  const hosted = hostResource(handlers, codec, shared);
  let readConfig: (name: string) => string | undefined = () => undefined;
  const open = (): Promise<HandlerContext> =>
    shared.open({ config: readConfig, environment: process.env });
  const write = <T>(properties: object, action: () => Promise<T>): Promise<T> =>
    replaceFailure(action, (failure) =>
      toWriteError(shared.reportOnce(failure), (state) => ({
        ...hosted.recordState(state),
        ...(providerKey in properties && { [providerKey]: properties[providerKey] }),
      })),
    );
  const ask = <T>(action: () => T | Promise<T>): Promise<T> =>
    replaceFailure(action, (failure) => toOtherError(shared.reportOnce(failure)));
  const toResult = (id: string, { state, inputs }: { state: RecordedState; inputs: object }) => ({
    id,
    props: state,
    // Typed as outputs, but the next diff uses them as inputs.
    inputs: inputs as RecordedState,
  });
  return {
    configure({ config }) {
      readConfig = (name) => config.get(`intune:${name}`);
      return Promise.resolve();
    },
    check: (olds, news) =>
      ask(() => {
        const raw = withoutPointer(news as RecordedInputs & HiddenInputs);
        const { inputs, problems } = hosted.check(withoutPointer(olds), raw);
        return { inputs, failures: problems.map(toCheckFailure) };
      }),
    diff: (id, olds, news) =>
      ask(() => {
        const { changes, replaces } = hosted.diff(id, withoutPointer(olds), withoutPointer(news));
        return { ...(changes !== undefined && { changes }), replaces };
      }),
    create: (inputs) =>
      write(inputs, async () => {
        const { id, state } = await hosted.create(open, withoutPointer(inputs));
        return { id, outs: state };
      }),
    update: (id, olds, news) =>
      write(news, async () => {
        const change = { id, olds: withoutPointer(olds), news: withoutPointer(news) };
        return { outs: await hosted.update(open, change) };
      }),
    delete: (id, olds) => ask(async () => hosted.delete(await open(), id, withoutPointer(olds))),
    read: (id, recorded = {} as RecordedState) =>
      ask(async () => {
        const olds = withoutPointer(recorded);
        // `get` passes only the pointer.
        if (Object.keys(olds).length === 0) return toResult(id, await hosted.get(await open(), id));
        const found = await hosted.refresh(await open(), id, olds);
        return found === undefined ? { id: "" } : toResult(id, found);
      }),
  };
}

function withoutPointer<P extends object>(properties: P): P {
  return omit(properties, providerKey) as P;
}
