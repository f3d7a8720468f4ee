import { readFileSync } from "node:fs";
import type { ServiceError } from "@grpc/grpc-js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import { expect } from "chai";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { createEmulator, type Emulator } from "intune-graph-emulator";
import { trustAuthority, trustNoEmulator } from "../emulator/trust.ts";
import { liveGroup } from "../engine/liveTargets.ts";
import { emulatorSettings, openNative, toStruct, type NativeClient } from "./nativeClient.ts";
import { lifeFile, recordedId } from "./recordedLife.ts";

type Json = Record<string, unknown>;

interface Call {
  method: string;
  request?: Json;
  response?: Json;
}

const calls = readFileSync(lifeFile, "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line) as Call);

const requests = {
  CheckConfig: messages.CheckRequest,
  DiffConfig: messages.DiffRequest,
  Check: messages.CheckRequest,
  Diff: messages.DiffRequest,
  Create: messages.CreateRequest,
  Update: messages.UpdateRequest,
  Read: messages.ReadRequest,
  Delete: messages.DeleteRequest,
  Cancel: empty.Empty,
};

const changeNames = Object.keys(messages.DiffResponse.DiffChanges);
const kindNames = Object.keys(messages.PropertyDiff.Kind);

/** Sets what JSON has, as the engine does. */
function writeMessage(method: keyof typeof requests, content: Json): object {
  const message = new requests[method]() as unknown as Record<string, (value: unknown) => void>;
  for (const [name, value] of Object.entries(content)) {
    const setter = `set${name[0]?.toUpperCase() ?? ""}${name.slice(1)}`;
    expect(message).to.have.property(setter);
    message[setter]?.(typeof value === "object" && value !== null ? toStruct(value) : value);
  }
  return message;
}

/** What the recorded response has, as it is now. */
function readMessage(message: object, recorded: Json): Json {
  const getters = message as Record<string, () => unknown>;
  return Object.fromEntries(
    Object.keys(recorded).map((name) => {
      const getter = Object.keys(Object.getPrototypeOf(message) as object).find((each) =>
        ["", "list", "map"].some(
          (kind) => each.toLowerCase() === `get${name}${kind}`.toLowerCase(),
        ),
      );
      return [name, toPlain(name, getters[getter ?? ""]?.call(message))];
    }),
  );
}

function toPlain(name: string, value: unknown): unknown {
  if (value instanceof struct.Struct) return value.toJavaScript();
  if (name === "changes") return changeNames[Number(value)];
  if (name !== "detailedDiff") return value;
  const entries = (value as Map<string, messages.PropertyDiff>).entries();
  return Object.fromEntries([...entries].map(([path, diff]) => [path, toKind(diff)]));
}

/** JSON leaves out the first kind. */
function toKind(diff: messages.PropertyDiff): object {
  const kind = kindNames[diff.getKind()];
  return kind === "ADD" ? {} : { kind };
}

describe("a recorded life of a set on the native plugin", () => {
  let emulator: Emulator;
  let client: NativeClient | undefined;
  before(async () => {
    emulator = await createEmulator();
    trustAuthority(emulator.caCertificatePem);
    emulator.tenant.addConfiguration({ id: recordedId, displayName: "Field Service" });
  });
  after(async () => {
    client?.close();
    trustNoEmulator();
    await emulator.close();
  });

  const call = (method: string, message: object): Promise<object> =>
    new Promise((resolve, reject) => {
      const methods = client?.raw as unknown as Record<
        string,
        (message: object, answer: (error: ServiceError | null, response: object) => void) => void
      >;
      methods[`${method[0]?.toLowerCase() ?? ""}${method.slice(1)}`]?.call(
        methods,
        message,
        (error, response) => {
          if (error) reject(error);
          else resolve(response);
        },
      );
    });

  it("has every verb in it", () => {
    expect(new Set(calls.map(({ method }) => method))).to.include.keys(Object.keys(requests));
  });

  it("is answered as it was", async () => {
    for (const { method, request = {}, response = {} } of calls) {
      if (method === "Handshake") {
        client?.close();
        client = await openNative();
      } else if (method === "Configure") await client?.configure(emulatorSettings(emulator));
      else {
        // Between the updates and the refresh, someone added a group in the portal.
        if (method === "Read") emulator.tenant.addAssignment(recordedId, liveGroup(9));
        const name = method as keyof typeof requests;
        const answer = await call(method, writeMessage(name, request));
        expect(readMessage(answer, response), method).to.deep.equal(response);
      }
    }
    expect(emulator.tenant.assignmentsOf(recordedId)).to.deep.equal([]);
  });
});
