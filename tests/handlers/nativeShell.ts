import messages from "@pulumi/pulumi/proto/provider_pb.js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { createRunRegistry } from "../../provider/dist/hosting/runRegistry.js";
import type { RecordedSet } from "./recordedSet.ts";
import type { SharedContext } from "../../provider/dist/hosting/sharedContext.js";
import type { HandlerContext } from "../../provider/dist/handlers/handlerContext.js";
import { IncompleteError } from "../../provider/dist/handlers/handlers.js";
import type { Instance } from "../../provider/dist/native/instance.js";
import { createKinds } from "../../provider/dist/native/kinds.js";
import * as verbs from "../../provider/dist/native/verbs.js";
import { setType, toStruct, toValues, urnOf } from "../native/nativeClient.ts";

/** Whether the tests of handlers run on the native shell: `TEST_SHELL=native`. */
export const isNative = process.env["TEST_SHELL"] === "native";

/** An instance of the native shell whose operations have the context of a bench. */
export function createInstance(
  open: () => HandlerContext,
  run: SharedContext["run"] = createRunRegistry(() => undefined),
): Instance {
  const opened = (): Promise<HandlerContext> => Promise.resolve(open());
  const shared: SharedContext = {
    run,
    sources: { config: {}, environment: {} },
    addresses: {},
    open: opened,
    reportOnce: (failure) => failure,
  };
  return {
    shared,
    kinds: createKinds(shared),
    attach: () => undefined,
    configure: () => undefined,
    warn: () => undefined,
    cancel: () => undefined,
    close: () => undefined,
  };
}

/** The verbs with plain properties, as another shell's provider has them. */
export function createVerbs(instance: Instance, type: string) {
  return {
    async check(olds: object, news: object, name?: string) {
      const request = new messages.CheckRequest().setUrn(urnOf(type, name));
      request.setOlds(toStruct(olds)).setNews(toStruct(news));
      const response = await verbs.check(instance, request);
      const failures = response.getFailuresList().map((failure) => failure.toObject());
      return { inputs: toValues(response.getInputs()), failures };
    },
    diff(id: string, olds: object, news: object, name?: string) {
      const request = new messages.DiffRequest().setUrn(urnOf(type, name)).setId(id);
      request.setOlds(toStruct(olds)).setNews(toStruct(news));
      const response = verbs.diff(instance, request);
      const { DIFF_NONE } = messages.DiffResponse.DiffChanges;
      const isOpen = response.getHasdetaileddiff() ? undefined : true;
      return {
        changes: response.getChanges() === DIFF_NONE ? false : isOpen,
        replaces: response.getReplacesList(),
      };
    },
    async create(inputs: object, name?: string) {
      const request = new messages.CreateRequest().setUrn(urnOf(type, name));
      const response = await keepState(
        verbs.create(instance, request.setProperties(toStruct(inputs))),
      );
      return { id: response.getId(), state: toValues(response.getProperties()) };
    },
    async update(id: string, olds: object, news: object, name?: string) {
      const request = new messages.UpdateRequest().setUrn(urnOf(type, name)).setId(id);
      request.setOlds(toStruct(olds)).setNews(toStruct(news));
      const response = await keepState(verbs.update(instance, request));
      return toValues(response.getProperties());
    },
    async delete(id: string, state: object, name?: string) {
      const request = new messages.DeleteRequest().setUrn(urnOf(type, name)).setId(id);
      await verbs.remove(instance, request.setProperties(toStruct(state)));
    },
    async read(id: string, state: object) {
      const request = new messages.ReadRequest().setUrn(urnOf(type)).setId(id);
      const response = await verbs.read(instance, request.setProperties(toStruct(state)));
      if (response.getId() === "") return undefined;
      return { state: toValues(response.getProperties()), inputs: toValues(response.getInputs()) };
    },
  };
}

/** The state of a write that was half done, in the form of the handlers' own error. */
async function keepState<T>(run: Promise<T>): Promise<T> {
  try {
    return await run;
  } catch (error) {
    if (!(error instanceof IncompleteError)) throw error;
    const properties = toValues(error.state as Struct);
    throw Object.assign(new IncompleteError(error.id, properties, error.message), { properties });
  }
}

const on = (context: HandlerContext) =>
  createVerbs(
    createInstance(() => context),
    setType,
  );
const idle = createInstance(() => {
  throw new Error("Check and diff have no context.");
});

/** As `recordedHandlers.ts` has them of the dynamic shell. */
export const nativeHandlers = {
  check(raw: object, recorded: object = {}) {
    const { hosted } = idle.kinds.get(setType) ?? raise();
    const { inputs, problems } = hosted.check(roundTrip(recorded), roundTrip(raw));
    return { inputs: roundTrip(inputs) as unknown as RecordedSet, problems };
  },
  diff: (id: string, recorded: object, inputs: object) =>
    createVerbs(idle, setType).diff(id, recorded, inputs),
  create: async (context: HandlerContext, inputs: object) => {
    const { id, state } = await on(context).create(inputs);
    return { id, state: state as unknown as RecordedSet };
  },
  update: async (context: HandlerContext, id: string, recorded: object, inputs: object) =>
    (await on(context).update(id, recorded, inputs)) as unknown as RecordedSet,
  delete: (context: HandlerContext, id: string, recorded: object) =>
    on(context).delete(id, recorded),
  refresh: async (context: HandlerContext, id: string, recorded: object) =>
    (await on(context).read(id, recorded)) as unknown as Recorded | undefined,
  get: async (context: HandlerContext, id: string) =>
    (await on(context).read(id, {})) as unknown as Recorded,
};

interface Recorded {
  state: RecordedSet;
  inputs: RecordedSet;
}

function roundTrip(values: object): Record<string, unknown> {
  return toValues(toStruct(values));
}

function raise(): never {
  throw new Error("The native shell has no sets.");
}
