// @ts-nocheck
import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { credentials, Server, ServerCredentials } from "@grpc/grpc-js";
import engineRpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import engineMessages from "@pulumi/pulumi/proto/engine_pb.js";
import * as settings from "@pulumi/pulumi/runtime/settings.js";
import { expect } from "chai";
import "../../engine/localStack.ts";

// Pulumi keeps these internal: the types have neither.
const { grpcClientOptions } = settings as unknown as { grpcClientOptions: object };
const { EngineClient, EngineService } = engineRpc as unknown as {
  EngineClient: new (address: string, ...options: unknown[]) => EngineChannel;
  EngineService: never;
};
const { SetRootResourceRequest, SetRootResourceResponse } = engineMessages as unknown as Record<
  "SetRootResourceRequest" | "SetRootResourceResponse",
  new () => object
>;

interface EngineChannel {
  setRootResource: (request: object, onAnswer: (error: Error | null) => void) => void;
  close: () => void;
}

/** A program's channel to its engine, as Pulumi opens it. */
const openChannel = (address: string): EngineChannel =>
  new EngineClient(address, credentials.createInsecure(), grpcClientOptions);

const call = (channel: EngineChannel): Promise<Error | null> =>
  new Promise((resolve) => {
    channel.setRootResource(new SetRootResourceRequest(), resolve);
  });

describe("an engine on a port that an earlier one had", () => {
  it("is reached at once, whatever the channels to the earlier one have met", async () => {
    const earlier = createServer().listen(0, "127.0.0.1");
    await once(earlier, "listening");
    const address = `127.0.0.1:${(earlier.address() as AddressInfo).port}`;
    earlier.close();
    await once(earlier, "close");
    const stale = openChannel(address);
    expect(await call(stale)).to.be.instanceOf(Error);

    const engine = new Server();
    engine.addService(EngineService, {
      setRootResource: (_call: unknown, answer: (error: null, response: object) => void) => {
        answer(null, new SetRootResourceResponse());
      },
    });
    await new Promise((resolve, reject) => {
      engine.bindAsync(address, ServerCredentials.createInsecure(), (error) => {
        if (error === null) resolve(undefined);
        else reject(error);
      });
    });
    const fresh = openChannel(address);
    try {
      expect(await call(fresh)).to.equal(null);
    } finally {
      stale.close();
      fresh.close();
      engine.forceShutdown();
    }
  });
});
