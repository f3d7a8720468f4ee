import { Server, ServerCredentials } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { connectLog } from "./engineLog.js";
import { createInstance } from "./instance.js";
import { createService } from "./service.js";

/** The engine sends whole states: gRPC's own limit is 4 MB. */
const messageLimits = {
  "grpc.max_receive_message_length": -1,
  "grpc.max_send_message_length": -1,
};

export interface Served {
  port: number;
  close: () => void;
}

/** Serves one provider instance on a free port of this machine. */
export async function serve(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Served> {
  const engineLog = connectLog();
  const instance = createInstance({ environment, log: engineLog.log });
  const server = new Server(messageLimits);
  const service = createService({ instance, attach: engineLog.attach });
  server.addService(services.ResourceProviderService, service);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return {
    port,
    close() {
      server.forceShutdown();
      engineLog.close();
    },
  };
}
