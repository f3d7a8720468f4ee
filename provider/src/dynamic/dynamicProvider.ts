import type { dynamic } from "@pulumi/pulumi";
import { omit } from "../domain/properties.js";
import type { HandlerContext } from "../handlers/handlerContext.js";
import type { Handlers } from "../handlers/handlers.js";
import type { Codec, Recorded } from "../hosting/codec.js";
import { hostResource } from "../hosting/hostResource.js";
import { processContext, type SharedContext } from "../hosting/sharedContext.js";
import { replaceFailure, toCheckFailure, toOtherError, toWriteError } from "./pluginErrors.js";

const providerKey = "__provider";

/**
 * - The plugin hands out the provider before `configure` has ended, so `configure` only records the settings' source.
 * - Properties include `__provider`. Those of an error must too, or refresh and destroy fail later.
 * - `read` serves a refresh, with outputs, and `get`, without; an empty id means "gone".
 */
export function createDynamicProvider<Inputs extends object, State>(
  handlers: Handlers<Inputs, State>,
  codec: Codec<Inputs, State>,
  shared: SharedContext = processContext,
): dynamic.ResourceProvider<Recorded, Recorded> {
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
  return {
    configure({ config }) {
      readConfig = (name) => config.get(`intune:${name}`);
      return Promise.resolve();
    },
    check: (olds, news) =>
      ask(() => {
        const { inputs, problems } = hosted.check(withoutPointer(olds), withoutPointer(news));
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
    read: (id, recorded = {}) =>
      ask(async () => {
        const olds = withoutPointer(recorded);
        const context = await open();
        // `get` passes only the pointer.
        const isGet = Object.keys(olds).length === 0;
        const found = await (isGet ? hosted.get(context, id) : hosted.refresh(context, id, olds));
        return found ? { id, props: found.state, inputs: found.inputs } : { id: "" };
      }),
  };
}

function withoutPointer(properties: Recorded): Recorded {
  return omit(properties, providerKey);
}
