import { createRequire } from "node:module";
import type { RecordedResource } from "../handlers/declaration.js";
import type { RunAddress } from "./hiddenInputs.js";

const longestWaitMs = 10_000;

const requireOfSdk = createRequire(require.resolve("@pulumi/pulumi"));

/** What is used of gRPC and of Pulumi's generated code, whose types are the SDK's own affair. */
interface Struct {
  toJavaScript: () => Record<string, unknown>;
}
type Invoke = (
  request: unknown,
  options: { deadline: number },
  answer: (error: Error | null, response: { getReturn: () => Struct }) => void,
) => void;

/**
 * Asks the engine that runs the program for the resources in the stack's state, by the function behind
 * `listResourceOutputs` of Pulumi's SDK.
 */
export async function readStackState({ monitor, stack }: RunAddress): Promise<RecordedResource[]> {
  const { credentials } = requireOfSdk("@grpc/grpc-js") as {
    credentials: { createInsecure: () => unknown };
  };
  const { ResourceMonitorClient } = requireOfSdk("./proto/resource_grpc_pb.js") as {
    ResourceMonitorClient: new (
      address: string,
      credentials: unknown,
    ) => { invoke: Invoke; close: () => void };
  };
  const { ResourceInvokeRequest } = requireOfSdk("./proto/resource_pb.js") as {
    ResourceInvokeRequest: new () => {
      setTok: (token: string) => void;
      setArgs: (args: unknown) => void;
    };
  };
  const { Struct } = requireOfSdk("google-protobuf/google/protobuf/struct_pb.js") as {
    Struct: { fromJavaScript: (value: object) => unknown };
  };
  const request = new ResourceInvokeRequest();
  request.setTok("pulumi:pulumi:readStackResourceOutputs");
  request.setArgs(Struct.fromJavaScript({ stackName: stack }));
  const client = new ResourceMonitorClient(monitor, credentials.createInsecure());
  try {
    const answer = await new Promise<Record<string, unknown>>((resolve, reject) => {
      client.invoke(request, { deadline: Date.now() + longestWaitMs }, (error, response) => {
        if (error === null) resolve(response.getReturn().toJavaScript());
        else reject(error);
      });
    });
    return Object.entries(
      (answer["outputs"] ?? {}) as Record<string, Omit<RecordedResource, "urn">>,
    ).map(([urn, { type, outputs }]) => ({ urn, type, outputs }));
  } finally {
    client.close();
  }
}
