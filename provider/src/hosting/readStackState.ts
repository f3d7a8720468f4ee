import { createRequire } from "node:module";
import type * as grpc from "@grpc/grpc-js";
import type * as services from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import type * as messages from "@pulumi/pulumi/proto/resource_pb.js";
import type * as structs from "google-protobuf/google/protobuf/struct_pb.js";
import type { RecordedResource } from "../handlers/declaration.js";
import type { RunAddress } from "./hiddenInputs.js";

const longestWaitMs = 10_000;

/** The SDK depends on gRPC, this package does not. */
const requireOfSdk = createRequire(require.resolve("@pulumi/pulumi"));

/** As `listResourceOutputs` of Pulumi's SDK does. */
export async function readStackState({ monitor, stack }: RunAddress): Promise<RecordedResource[]> {
  const { credentials, Metadata } = requireOfSdk("@grpc/grpc-js") as typeof grpc;
  const { ResourceMonitorClient } = requireOfSdk("./proto/resource_grpc_pb.js") as typeof services;
  const { ResourceInvokeRequest } = requireOfSdk("./proto/resource_pb.js") as typeof messages;
  const { Struct } = requireOfSdk("google-protobuf/google/protobuf/struct_pb.js") as typeof structs;
  const request = new ResourceInvokeRequest();
  request.setTok("pulumi:pulumi:readStackResourceOutputs");
  request.setArgs(Struct.fromJavaScript({ stackName: stack }));
  const client = new ResourceMonitorClient(monitor, credentials.createInsecure());
  const options = { deadline: Date.now() + longestWaitMs };
  try {
    const response = await new Promise<messages.ResourceInvokeResponse>((resolve, reject) => {
      client.invoke(request, new Metadata(), options, (error, invoked) => {
        if (error === null) resolve(invoked);
        else reject(error);
      });
    });
    const { outputs = {} } = response.getReturn()?.toJavaScript() ?? {};
    return Object.entries(outputs as Record<string, Omit<RecordedResource, "urn">>).map(
      ([urn, { type, outputs }]) => ({ urn, type, outputs }),
    );
  } finally {
    client.close();
  }
}
