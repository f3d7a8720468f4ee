import type { handleUnaryCall } from "@grpc/grpc-js";
import type { IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { readSchema, readVersion } from "../version.js";
import { checkConfig, configure, diffConfig } from "./configVerbs.js";
import type { Instance } from "./instance.js";
import { invoke } from "./invoke.js";
import { toServiceError } from "./nativeErrors.js";
import { check, create, diff, read, remove, update } from "./verbs.js";

type Verb<Request, Response> = (
  instance: Instance,
  request: Request,
) => Response | Promise<Response>;

/** Every failure is an answer: none ends the process. */
export function createService(instance: Instance) {
  const { reportOnce } = instance.shared;
  const serve =
    <Request, Response>(verb: Verb<Request, Response>): handleUnaryCall<Request, Response> =>
    ({ request }, respond) => {
      void Promise.resolve()
        .then(() => verb(instance, request))
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
    handshake: serve((_, request: messages.ProviderHandshakeRequest) => {
      instance.attach(request.getEngineAddress());
      return new messages.ProviderHandshakeResponse().setAcceptSecrets(true);
    }),
    attach: serve((_, request: plugin.PluginAttach) => {
      instance.attach(request.getAddress());
      return new empty.Empty();
    }),
    getPluginInfo: serve(() => new plugin.PluginInfo().setVersion(readVersion())),
    getSchema: serve(() => new messages.GetSchemaResponse().setSchema(readSchema())),
    checkConfig: serve(checkConfig),
    diffConfig: serve(diffConfig),
    configure: serve(configure),
    check: serve(check),
    diff: serve(diff),
    create: serve(create),
    read: serve(read),
    update: serve(update),
    delete: serve(remove),
    invoke: serve(invoke),
    cancel: serve(() => {
      instance.cancel();
      return new empty.Empty();
    }),
  } satisfies Partial<IResourceProviderServer>;
}
