import { Client, credentials } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/engine_pb.js";
import type { LogLine } from "./instance.js";

export interface EngineLog {
  log: (line: LogLine) => void;
  attach: (engineAddress: string) => void;
  close: () => void;
}

/** The engine prints lines beside the resource that they are about. Before it is known, they go to stderr. */
export function connectLog(): EngineLog {
  const { path, requestSerialize, responseDeserialize } = services.EngineService.log;
  // Not the SDK's client, which takes credentials of its own copy of gRPC only.
  let engine: Client | undefined;
  return {
    attach(address) {
      if (address !== "") engine = new Client(address, credentials.createInsecure());
    },
    log({ severity, message, urn = "" }) {
      const request = new messages.LogRequest();
      request.setSeverity(messages.LogSeverity[severity === "warning" ? "WARNING" : "INFO"]);
      request.setMessage(message);
      request.setUrn(urn);
      const printHere = (): void => {
        process.stderr.write(`${message}\n`);
      };
      if (engine === undefined) printHere();
      else
        engine.makeUnaryRequest(path, requestSerialize, responseDeserialize, request, (error) => {
          if (error) printHere();
        });
    },
    close: () => engine?.close(),
  };
}
