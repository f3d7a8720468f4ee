import type { GraphFailure } from "./graphFailure.js";

export interface TraceIds {
  readonly requestId: string;
  readonly clientRequestId: string;
}

export interface ErrorParts extends TraceIds {
  readonly code: string;
  readonly message: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** Source: Graph's error documentation. */
export function createGraphErrorBody(parts: ErrorParts): object {
  return {
    error: {
      code: parts.code,
      message: parts.message,
      innerError: {
        date: new Date(parts.time).toISOString().slice(0, 19),
        "request-id": parts.requestId,
        "client-request-id": parts.clientRequestId,
      },
    },
  };
}

/**
 * Intune's message is a JSON document as a string. Source: reports of users; `fef.emulator` stands for a tenant's
 * unit.
 */
export function createIntuneErrorBody(
  parts: ErrorParts & {
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
  },
): object {
  const trace = [
    parts.message,
    "Operation ID (for customer support): 00000000-0000-0000-0000-000000000000",
    `Activity ID: ${parts.clientRequestId}`,
    `Url: https://fef.emulator.manage.microsoft.com/AppLifecycle_2401/StatelessAppMetadataFEService${parts.path}`,
  ];
  const document = {
    _version: 3,
    Message: trace.join(" - "),
    CustomApiErrorPhrase: "",
    RetryAfter: null,
    ErrorSourceService: "",
    HttpHeaders: JSON.stringify(parts.headers ?? {}),
  };
  const message = JSON.stringify(document, null, 2).replaceAll("\n", "\r\n");
  return createGraphErrorBody({ ...parts, message });
}

export function renderFailure(failure: GraphFailure, context: FailureContext): object {
  const parts = { ...context, code: failure.code, message: failure.message };
  return context.ownedByIntune && failure.mayBeNested
    ? createIntuneErrorBody({ ...parts, headers: failure.headers })
    : createGraphErrorBody(parts);
}

export interface FailureContext extends TraceIds {
  readonly ownedByIntune: boolean;
  /** Path below the version, e.g. `/deviceAppManagement/…`. */
  readonly path: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}
