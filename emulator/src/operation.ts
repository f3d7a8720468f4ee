import type { Answer } from "./answer.js";
import type { EmulatorContext } from "./emulatorContext.js";
import type { TraceIds } from "./graphErrors.js";
import type { RequestHeaders } from "./pipeline/incomingRequest.js";

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** A request that passed authentication, quota and the check of its body. */
export interface OperationRequest {
  readonly route: string;
  readonly method: string;
  readonly url: URL;
  readonly headers: RequestHeaders;
  /** The placeholders of the path, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly bodyText: string;
  readonly ids: TraceIds;
}

export interface Operation {
  readonly name: string;
  readonly method: Method;
  /** Below the version, or from the root when `versions` is empty; syntax of path-to-regexp. */
  readonly path: string;
  /** `/beta`, and `/v1.0` where the emulator knows it. */
  readonly versions: readonly string[];
  /** Any one permission is enough; "token": any valid token. */
  readonly access: readonly string[] | "token" | "anonymous";
  /** Decides the form of errors. */
  readonly owner: "intune" | "directory" | "gateway" | "entra";
  /** Name of the structure that the JSON body must have. */
  readonly bodyType?: string;
  /** In the `@odata.context` of an action's answer. */
  readonly resultType?: string;
  /** Whether required properties may be missing from the body. */
  readonly partialBody?: true;
  handle(request: OperationRequest, context: EmulatorContext): Answer | Promise<Answer>;
}

/** Source: Graph's permission map. */
export const readAccess = ["DeviceManagementApps.Read.All", "DeviceManagementApps.ReadWrite.All"];

/** Source: Graph's permission map. */
export const writeAccess = ["DeviceManagementApps.ReadWrite.All"];

/** The entity exists in beta alone (documented). */
export const intuneBeta = { versions: ["/beta"], owner: "intune" } as const;

export const configurationsPath = "/deviceAppManagement/iosLobAppProvisioningConfigurations";
