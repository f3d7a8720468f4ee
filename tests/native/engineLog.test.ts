import { Server, ServerCredentials, type handleUnaryCall } from "@grpc/grpc-js";
import engineServices from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import engine from "@pulumi/pulumi/proto/engine_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import { expect } from "chai";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { profileInBase64 } from "../handlers/stackedConfiguration.ts";
import { groupId } from "../engine/liveTargets.ts";
import {
  configurationType,
  openNative,
  setType,
  urnOf,
  type NativeClient,
} from "./nativeClient.ts";

/** The engine's side of the log: the lines it was sent, as they come. */
interface EngineSide {
  address: string;
  next: () => Promise<engine.LogRequest.AsObject>;
  close: () => void;
}

async function openEngineSide(): Promise<EngineSide> {
  const lines: engine.LogRequest.AsObject[] = [];
  const waiting: ((line: engine.LogRequest.AsObject) => void)[] = [];
  const log: handleUnaryCall<engine.LogRequest, empty.Empty> = ({ request }, answer) => {
    const line = request.toObject();
    const take = waiting.shift();
    if (take === undefined) lines.push(line);
    else take(line);
    answer(null, new empty.Empty());
  };
  const server = new Server();
  server.addService(engineServices.EngineService, { log });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return {
    address: `127.0.0.1:${port}`,
    async next() {
      const line = lines.shift();
      return line ?? new Promise((resolve) => waiting.push(resolve));
    },
    close: () => {
      server.forceShutdown();
    },
  };
}

describe("what the native plugin logs to the engine", () => {
  let side: EngineSide;
  let client: NativeClient;
  beforeEach(async () => {
    side = await openEngineSide();
    client = await openNative();
  });
  afterEach(() => {
    client.close();
    side.close();
  });

  const handshake = (): Promise<messages.ProviderHandshakeResponse> =>
    new Promise((resolve, reject) => {
      const request = new messages.ProviderHandshakeRequest().setEngineAddress(side.address);
      client.raw.handshake(request, (error, response) => {
        if (error) reject(error);
        else resolve(response);
      });
    });
  const filtered = {
    type: "groupAssignmentTarget",
    groupId: groupId(1),
    filterId: groupId(2),
    filterType: "include",
  };

  it("is that it takes secrets, and a warning beside the resource that it is about", async () => {
    expect((await handshake()).toObject()).to.deep.include({ acceptSecrets: true });
    await client.check(setType, { configurationId: groupId(0), assignments: [filtered] });
    const line = await side.next();
    expect(line.urn).to.equal(urnOf(setType));
    expect(line.severity).to.equal(engine.LogSeverity.WARNING);
    expect(line.message).to.contain("assignments[0] has a filter");
  });

  it("also reaches an engine that attaches later, and warns as many days ahead as the program says", async () => {
    await client.attach(side.address);
    const news = { displayName: "Field", payload: profileInBase64(), payloadFileName: "f.xml" };
    await client.check(configurationType, { ...news, expiryWarningDays: 0 });
    await client.check(configurationType, { ...news, expiryWarningDays: 10_000 }, { name: "two" });
    const line = await side.next();
    expect(line.urn).to.equal(urnOf(configurationType, "two"));
    expect(line.message).to.match(/expires/);
  });
});
