import { promisify } from "node:util";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import type { SettingSources } from "../graph/settings.js";
import { createInstance } from "./instance.js";
import { createService } from "./service.js";

/** The engine sends whole states; gRPC's default is 4 MB. */
const messageLimits = {
  "grpc.max_receive_message_length": -1,
  "grpc.max_send_message_length": -1,
};

/** One provider instance, on a free local port. */
export async function serve(environment: SettingSources["environment"]) {
  const instance = createInstance(environment);
  const server = new Server(messageLimits);
  server.addService(services.ResourceProviderService, createService(instance));
  const bind = promisify(server.bindAsync.bind(server));
  return {
    port: await bind("127.0.0.1:0", ServerCredentials.createInsecure()),
    close(): void {
      server.forceShutdown();
      instance.close();
    },
  };
}
