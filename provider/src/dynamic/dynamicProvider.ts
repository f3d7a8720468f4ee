import type { dynamic } from "@pulumi/pulumi";
import { describeBug, isBug } from "../bug.js";
import type { Problem } from "../domain/problem.js";
import { toMessage } from "../domain/readable.js";
import { omit, type Values } from "../domain/values.js";
import { IncompleteError, type Handlers } from "../handlers/handlers.js";
import { pointerName, type Codec, type Recorded } from "../hosting/codec.js";
import { pickSettings, requireSettings } from "../graph/settings.js";
import { configurableSettings } from "../graph/settingsTable.js";
import { hostResource } from "../hosting/hostResource.js";
import { endWithEngine, processContext, type SharedContext } from "../hosting/sharedContext.js";

// Only Pulumi's plugin is the engine's process.
if (process.argv[1]?.includes("dynamic-provider")) endWithEngine();

/**
 * - `configure` only records the settings' source: the plugin does not wait for it.
 * - Properties, also an error's, need `__provider`, or refresh and destroy fail.
 * - A native state lacks `__provider`: the engine finds that change.
 * - `read` serves refresh and, without outputs, `get`; an empty id means "gone".
 */
export function createDynamicProvider<Inputs extends object, State>(
  handlers: Handlers<Inputs, State>,
  codec: Codec<Inputs, State>,
  shared: SharedContext = processContext,
): dynamic.ResourceProvider<Recorded, Recorded> {
  const hosted = hostResource(handlers, codec, shared);
  // Reading the environment takes longer than a check.
  let hasGoodSettings = false;
  const ask = async <T>(action: () => T | Promise<T>, toError = toOtherError): Promise<T> => {
    try {
      return await action();
    } catch (error) {
      const thrown = error instanceof Error ? error : new Error(String(error));
      throw toError(shared.reportOnce(isBug(thrown) ? new Error(describeBug(thrown)) : thrown));
    }
  };
  const write = <T>(properties: object, action: () => Promise<T>): Promise<T> =>
    ask(action, (failure) =>
      toWriteError(failure, (state) => ({
        ...hosted.recordState(state),
        ...(pointerName in properties && { [pointerName]: properties[pointerName] }),
      })),
    );
  return {
    configure({ config }) {
      // Pulumi has no list of all keys but this; the others are asked for.
      const { rawConfig = {} } = config as { rawConfig?: Values };
      const known = configurableSettings.map((name) => [name, config.get(`intune:${name}`)]);
      const settings = Object.fromEntries(known) as object;
      shared.sources.config = { ...pickSettings(rawConfig), ...settings };
      hasGoodSettings = false;
      return Promise.resolve();
    },
    check: (olds, news) =>
      ask(() => {
        if (!hasGoodSettings) requireSettings(shared.sources);
        hasGoodSettings = true;
        const { inputs, problems } = hosted.check(olds, bare(news));
        return { inputs, failures: problems.map(toCheckFailure) };
      }),
    diff: (id, olds, news) =>
      ask(() => {
        const { changes, replaces } = hosted.diff(id, bare(olds), bare(news));
        return { ...(changes !== undefined && pointerName in olds && { changes }), replaces };
      }),
    create: (inputs) =>
      write(inputs, async () => {
        const { id, state } = await hosted.create(bare(inputs));
        return { id, outs: state };
      }),
    update: (id, olds, news) =>
      write(news, async () => ({ outs: await hosted.update(id, bare(olds), bare(news)) })),
    delete: (id, olds) => ask(() => hosted.delete(id, bare(olds))),
    read: (id, recorded = {}) =>
      ask(async () => {
        const found = await hosted.read(id, bare(recorded));
        return found ? { id, props: found.state, inputs: found.inputs } : { id: "" };
      }),
  };
}

function bare(properties: Recorded): Recorded {
  return omit(properties, pointerName);
}

/** The plugin takes the state from `properties`; the CLI prints only `reasons`. */
export function toWriteError(failure: Error, record: (state: object) => object): Error {
  const message = toMessage(failure.message);
  if (!(failure instanceof IncompleteError)) return Object.assign(failure, { message });
  const properties = record(failure.state as object);
  return Object.assign(new Error(message), { id: failure.id, properties, reasons: [message] });
}

/** The plugin also prints `${error}: ${error.stack}`, without the resource. */
export function toOtherError({ message }: Error): Error {
  const error = new Error(toMessage(message));
  error.stack = "see the error of the resource.";
  error.toString = () => "Failed";
  return error;
}

/** The engine also prints the value: 10 kB of `payload`, `{<nil>}` of an inner one. */
export function toCheckFailure({ path, reason }: Problem): dynamic.CheckFailure {
  const isShown = path !== "payload" && !/[.[]/.test(path);
  const text = toMessage(isShown ? reason : `${path} ${reason}`);
  return { property: isShown ? path : "", reason: text };
}
