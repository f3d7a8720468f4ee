import type { ResourceInvokeResponse } from "@pulumi/pulumi/proto/resource_pb.js";
import type { RecordedResource } from "../handlers/declaration.js";

export interface RunAddress {
  monitor: string;
  stack: string;
}

const longestWaitMs = 10_000;

/** As `listResourceOutputs` of Pulumi's SDK. */
export async function readStackState({ monitor, stack }: RunAddress): Promise<RecordedResource[]> {
  const [{ Client, credentials }, services, { default: messages }, { default: struct }] =
    await Promise.all([
      import("@grpc/grpc-js"),
      import("@pulumi/pulumi/proto/resource_grpc_pb.js"),
      import("@pulumi/pulumi/proto/resource_pb.js"),
      import("google-protobuf/google/protobuf/struct_pb.js"),
    ]);
  const { path, requestSerialize, responseDeserialize } =
    services.default.ResourceMonitorService.invoke;
  const request = new messages.ResourceInvokeRequest();
  request.setTok("pulumi:pulumi:readStackResourceOutputs");
  request.setArgs(struct.Struct.fromJavaScript({ stackName: stack }));
  // Not the SDK's client: it needs credentials of its own gRPC copy.
  const client = new Client(monitor, credentials.createInsecure());
  try {
    const response = await new Promise<ResourceInvokeResponse | undefined>((resolve, reject) => {
      client.makeUnaryRequest(
        path,
        requestSerialize,
        responseDeserialize,
        request,
        { deadline: Date.now() + longestWaitMs },
        (error, invoked) => {
          if (error === null) resolve(invoked);
          else reject(error);
        },
      );
    });
    const { outputs = {} } = response?.getReturn()?.toJavaScript() ?? {};
    return Object.entries(outputs as Record<string, Omit<RecordedResource, "urn">>).map(
      ([urn, { type, outputs }]) => ({ urn, type, outputs }),
    );
  } finally {
    client.close();
  }
}
