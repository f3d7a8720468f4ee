import type { handleUnaryCall, UntypedServiceImplementation } from "@grpc/grpc-js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { readSchema, readVersion } from "../version.js";
import { checkConfig, configure, diffConfig } from "./configVerbs.js";
import { invoke } from "./invoke.js";
import type { Instance } from "./instance.js";
import { toServiceError } from "./nativeErrors.js";
import { check, create, diff, read, remove, update } from "./verbs.js";

export interface ServiceOptions {
  instance: Instance;
  /** Called with the address at which the engine takes log lines. */
  attach: (engineAddress: string) => void;
}

type Answer<Request, Response> = (request: Request) => Response | Promise<Response>;

/** The service `pulumirpc.ResourceProvider`. Every failure is an answer: nothing ends the process. */
export function createService({ instance, attach }: ServiceOptions): UntypedServiceImplementation {
  const { reportOnce } = instance.shared;
  const serve =
    <Request, Response>(answer: Answer<Request, Response>): handleUnaryCall<Request, Response> =>
    ({ request }, respond) => {
      void Promise.resolve()
        .then(() => answer(request))
        .then(
          (response) => {
            respond(null, response);
          },
          (failure: unknown) => {
            respond(toServiceError(failure instanceof Error ? reportOnce(failure) : failure));
          },
        );
    };
  return {
    handshake: serve((request: messages.ProviderHandshakeRequest) => {
      attach(request.getEngineAddress());
      const response = new messages.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      return response;
    }),
    attach: serve((request: plugin.PluginAttach) => {
      attach(request.getAddress());
      return new empty.Empty();
    }),
    getPluginInfo: serve(() => new plugin.PluginInfo().setVersion(readVersion())),
    getSchema: serve(() => new messages.GetSchemaResponse().setSchema(readSchema())),
    checkConfig: serve((request: messages.CheckRequest) => checkConfig(request)),
    diffConfig: serve((request: messages.DiffRequest) => diffConfig(request)),
    configure: serve((request: messages.ConfigureRequest) => configure(instance, request)),
    check: serve((request: messages.CheckRequest) => check(instance, request)),
    diff: serve((request: messages.DiffRequest) => diff(instance, request)),
    create: serve((request: messages.CreateRequest) => create(instance, request)),
    read: serve((request: messages.ReadRequest) => read(instance, request)),
    update: serve((request: messages.UpdateRequest) => update(instance, request)),
    delete: serve(async (request: messages.DeleteRequest) => {
      await remove(instance, request);
      return new empty.Empty();
    }),
    invoke: serve((request: messages.InvokeRequest) => invoke(instance, request)),
    cancel: serve(() => {
      instance.cancel();
      return new empty.Empty();
    }),
  };
}
