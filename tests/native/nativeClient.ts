import { credentials, type ServiceError } from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import statuses from "@pulumi/pulumi/proto/status_pb.js";
import type { Emulator } from "intune-graph-emulator";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { failureOf } from "../handlers/failureOf.ts";
import { serve } from "../../provider/dist/native/serve.js";

export type Values = Record<string, unknown>;

export const setType = "intune:index:IosLobAppProvisioningConfigurationAssignments";
export const configurationType = "intune:index:IosLobAppProvisioningConfiguration";

export const urnOf = (type: string, name = "one"): string =>
  `urn:pulumi:dev::project::${type}::${name}`;

const signatureKey = "4dabf18193072939515e22adb298388d";

/** As the engine sends a secret. */
export const secret = (value: unknown): object => ({
  [signatureKey]: "1b47061264138c4ac30d75fd1eb44270",
  value,
});

/** As JSON has them: without what is undefined. */
export const toStruct = (values: object): struct.Struct =>
  struct.Struct.fromJavaScript(JSON.parse(JSON.stringify(values)) as Record<string, never>);

export const toValues = (properties?: struct.Struct): Values => properties?.toJavaScript() ?? {};

/** How a call failed: the code of gRPC's, the message, and the state that came along. */
export class CallFailure extends Error {
  readonly code: number;
  readonly partial: { id: string; properties: Values; reasons: string[] } | undefined;

  constructor(error: ServiceError) {
    super(error.details);
    this.code = error.code;
    this.partial = readPartial(error);
  }
}

function readPartial({ metadata }: ServiceError): CallFailure["partial"] {
  const [bytes] = metadata.get("grpc-status-details-bin");
  if (!Buffer.isBuffer(bytes)) return undefined;
  const [detail] = statuses.Status.deserializeBinary(bytes).getDetailsList();
  const failed = messages.ErrorResourceInitFailed.deserializeBinary(
    detail?.getValue_asU8() ?? bytes,
  );
  return {
    id: failed.getId(),
    properties: toValues(failed.getProperties()),
    reasons: failed.getReasonsList(),
  };
}

type Answer<Response> = (error: ServiceError | null, response: Response) => void;

/** The failure of a call that must fail. */
export async function callFailureOf(run: Promise<unknown>): Promise<CallFailure> {
  const failure = await failureOf(run);
  if (failure instanceof CallFailure) return failure;
  throw failure;
}

/** The plugin's server in this process, and the engine's side of its calls. */
export interface NativeClient {
  checkConfig: (news: Values, name?: string) => Promise<{ failures: [string, string][] }>;
  diffConfig: (olds: Values, news: Values) => Promise<messages.DiffResponse.AsObject>;
  configure: (args: Values) => Promise<void>;
  check: (
    type: string,
    news: Values,
    more?: { olds?: Values; name?: string },
  ) => Promise<{ inputs: Values; failures: [string, string][] }>;
  diff: (
    type: string,
    change: { id: string; olds: Values; news: Values; name?: string },
  ) => Promise<messages.DiffResponse.AsObject>;
  create: (
    type: string,
    inputs: Values,
    more?: { preview?: boolean; name?: string },
  ) => Promise<{ id: string; state: Values }>;
  update: (
    type: string,
    change: { id: string; olds: Values; news: Values; preview?: boolean; name?: string },
  ) => Promise<Values>;
  read: (
    type: string,
    id: string,
    more?: { state?: Values; inputs?: Values },
  ) => Promise<{ id: string; state: Values; inputs: Values }>;
  delete: (type: string, id: string, state: Values, name?: string) => Promise<void>;
  invoke: (
    token: string,
    args: Values,
    options?: { preview?: boolean },
  ) => Promise<{ found: Values; failures: [string, string][] }>;
  cancel: () => Promise<void>;
  attach: (engineAddress: string) => Promise<void>;
  raw: services.ResourceProviderClient;
  close: () => void;
}

export async function openNative(
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<NativeClient> {
  const served = await serve(environment);
  const raw = new services.ResourceProviderClient(
    `127.0.0.1:${served.port}`,
    credentials.createInsecure(),
  );
  const call = <Response>(send: (answer: Answer<Response>) => unknown): Promise<Response> =>
    new Promise((resolve, reject) => {
      send((error, response) => {
        if (error) reject(new CallFailure(error));
        else resolve(response);
      });
    });
  const failuresOf = (list: messages.CheckFailure[]) =>
    list.map((failure): [string, string] => [failure.getProperty(), failure.getReason()]);
  return {
    raw,
    async checkConfig(news, name = "one") {
      const request = new messages.CheckRequest();
      request.setUrn(urnOf("pulumi:providers:intune", name));
      request.setNews(toStruct(news));
      const response = await call<messages.CheckResponse>((answer) =>
        raw.checkConfig(request, answer),
      );
      return { failures: failuresOf(response.getFailuresList()) };
    },
    async diffConfig(olds, news) {
      const request = new messages.DiffRequest();
      request.setUrn(urnOf("pulumi:providers:intune"));
      request.setOldInputs(toStruct(olds));
      request.setOlds(toStruct(olds));
      request.setNews(toStruct(news));
      const response = await call<messages.DiffResponse>((answer) =>
        raw.diffConfig(request, answer),
      );
      return response.toObject();
    },
    async configure(args) {
      const request = new messages.ConfigureRequest();
      request.setArgs(toStruct(args));
      await call<messages.ConfigureResponse>((answer) => raw.configure(request, answer));
    },
    async check(type, news, { olds = {}, name } = {}) {
      const request = new messages.CheckRequest();
      request.setUrn(urnOf(type, name));
      request.setOlds(toStruct(olds));
      request.setNews(toStruct(news));
      const response = await call<messages.CheckResponse>((answer) => raw.check(request, answer));
      return {
        inputs: toValues(response.getInputs()),
        failures: failuresOf(response.getFailuresList()),
      };
    },
    async diff(type, { id, olds, news, name }) {
      const request = new messages.DiffRequest();
      request.setUrn(urnOf(type, name));
      request.setId(id);
      request.setOlds(toStruct(olds));
      request.setNews(toStruct(news));
      const response = await call<messages.DiffResponse>((answer) => raw.diff(request, answer));
      return response.toObject();
    },
    async create(type, inputs, { preview = false, name } = {}) {
      const request = new messages.CreateRequest();
      request.setUrn(urnOf(type, name));
      request.setProperties(toStruct(inputs));
      request.setPreview(preview);
      const response = await call<messages.CreateResponse>((answer) => raw.create(request, answer));
      return { id: response.getId(), state: toValues(response.getProperties()) };
    },
    async update(type, { id, olds, news, preview = false, name }) {
      const request = new messages.UpdateRequest();
      request.setUrn(urnOf(type, name));
      request.setId(id);
      request.setOlds(toStruct(olds));
      request.setNews(toStruct(news));
      request.setPreview(preview);
      const response = await call<messages.UpdateResponse>((answer) => raw.update(request, answer));
      return toValues(response.getProperties());
    },
    async read(type, id, { state = {}, inputs = {} } = {}) {
      const request = new messages.ReadRequest();
      request.setUrn(urnOf(type));
      request.setId(id);
      request.setProperties(toStruct(state));
      request.setInputs(toStruct(inputs));
      const response = await call<messages.ReadResponse>((answer) => raw.read(request, answer));
      return {
        id: response.getId(),
        state: toValues(response.getProperties()),
        inputs: toValues(response.getInputs()),
      };
    },
    async delete(type, id, state, name) {
      const request = new messages.DeleteRequest();
      request.setUrn(urnOf(type, name));
      request.setId(id);
      request.setProperties(toStruct(state));
      await call<empty.Empty>((answer) => raw.delete(request, answer));
    },
    async invoke(token, args, { preview = true } = {}) {
      const request = new messages.InvokeRequest();
      request.setTok(token);
      request.setArgs(toStruct(args));
      request.setPreview(preview);
      const response = await call<messages.InvokeResponse>((answer) => raw.invoke(request, answer));
      return {
        found: toValues(response.getReturn()),
        failures: failuresOf(response.getFailuresList()),
      };
    },
    async cancel() {
      await call<empty.Empty>((answer) => raw.cancel(new empty.Empty(), answer));
    },
    async attach(engineAddress) {
      const request = new plugin.PluginAttach().setAddress(engineAddress);
      await call<empty.Empty>((answer) => raw.attach(request, answer));
    },
    close() {
      raw.close();
      served.close();
    },
  };
}

/** The settings of a provider instance that signs in to an emulator. */
export function emulatorSettings({ httpsUrl, tenantId, applications }: Emulator): Values {
  const [application] = applications;
  return {
    graphEndpoint: httpsUrl,
    authorityHost: httpsUrl,
    tenantId,
    clientId: application?.clientId,
    clientSecret: application?.clientSecret,
  };
}
