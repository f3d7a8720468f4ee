import { Client, credentials } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/engine_pb.js";

/** To stderr until the engine is known. */
export function connectLog() {
  const { path, requestSerialize, responseDeserialize } = services.EngineService.log;
  // Not the SDK's client: it needs credentials of its own gRPC copy.
  let engine: Client | undefined;
  return {
    attach(engineAddress: string): void {
      engine = new Client(engineAddress, credentials.createInsecure());
    },
    /** @param urn beside which the engine prints the line. */
    log(severity: "INFO" | "WARNING", message: string, urn = ""): void {
      const request = new messages.LogRequest().setMessage(message).setUrn(urn);
      request.setSeverity(messages.LogSeverity[severity]);
      const printHere = (): void => {
        process.stderr.write(`${message}\n`);
      };
      if (engine === undefined) printHere();
      else
        engine.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, (error) => {
          if (error) printHere();
        });
    },
    close: (): void => engine?.close(),
  };
}
