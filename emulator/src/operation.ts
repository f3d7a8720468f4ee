import type { Answer } from "./answer.js";
import type { EmulatorContext } from "./emulatorContext.js";
import type { TraceIds } from "./graphErrors.js";

/** The methods that Graph uses. */
export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** A request that passed authentication, quota and the check of its body. */
export interface OperationRequest {
  /** The name of the operation. */
  readonly route: string;
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  /** The placeholders of the path, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The JSON body, or undefined. */
  readonly body: unknown;
  readonly bodyText: string;
  readonly ids: TraceIds;
}

/** One operation of the emulated services. */
export interface Operation {
  readonly name: string;
  readonly method: Method;
  /** Path below the version, or from the root when `versions` is empty, as path-to-regexp reads it. */
  readonly path: string;
  /** `/beta`, and `/v1.0` where the emulator knows it. */
  readonly versions: readonly string[];
  /** Application permissions, any one of which is enough; "token": any valid token; "anonymous": none. */
  readonly access: readonly string[] | "token" | "anonymous";
  /** Who answers, and so in which form errors come. */
  readonly owner: "intune" | "directory" | "gateway" | "entra";
  /** Name of the structure that the JSON body must have. */
  readonly bodyType?: string;
  /** What an action answers, as its `@odata.context` says it. */
  readonly resultType?: string;
  /** Whether required properties may be missing from the body. */
  readonly partialBody?: true;
  handle(request: OperationRequest, context: EmulatorContext): Answer | Promise<Answer>;
}

/** Application permissions that allow reading. Source: Graph's permission map. */
export const readAccess = ["DeviceManagementApps.Read.All", "DeviceManagementApps.ReadWrite.All"];

/** Application permissions that allow writing. Source: Graph's permission map. */
export const writeAccess = ["DeviceManagementApps.ReadWrite.All"];

/** What the operations on configurations share: the entity exists in beta alone (documented). */
export const intuneBeta = { versions: ["/beta"], owner: "intune" } as const;

/** Path of the entity set. */
export const configurationsPath = "/deviceAppManagement/iosLobAppProvisioningConfigurations";
