export class EntraFailure extends Error {
  readonly status: number;
  readonly error: string;
  /** The number after `AADSTS`. */
  readonly errorCode: number;

  constructor(kind: EntraFailureKind, detail: string) {
    const { status, error, errorCode } = entraFailures[kind];
    super(`AADSTS${errorCode}: ${detail}`);
    this.name = "EntraFailure";
    this.status = status;
    this.error = error;
    this.errorCode = errorCode;
  }
}

/** Source: Microsoft's reference of AADSTS codes; statuses as clients report them. */
const entraFailures = {
  unknownTenant: { status: 400, error: "invalid_request", errorCode: 90002 },
  unknownApplication: { status: 400, error: "unauthorized_client", errorCode: 700016 },
  wrongSecret: { status: 401, error: "invalid_client", errorCode: 7000215 },
  missingCredential: { status: 401, error: "invalid_client", errorCode: 7000216 },
  missingParameter: { status: 400, error: "invalid_request", errorCode: 900144 },
  malformedAssertion: { status: 400, error: "invalid_request", errorCode: 50027 },
  assertionOfAnother: { status: 401, error: "invalid_client", errorCode: 700021 },
  assertionForAnother: { status: 401, error: "invalid_client", errorCode: 700023 },
  assertionOutOfTime: { status: 401, error: "invalid_client", errorCode: 700024 },
  badAssertionSignature: { status: 401, error: "invalid_client", errorCode: 700027 },
  unknownIssuerKey: { status: 401, error: "invalid_client", errorCode: 7000272 },
  unknownIssuer: { status: 401, error: "invalid_client", errorCode: 700211 },
  unknownAudience: { status: 401, error: "invalid_client", errorCode: 700212 },
  subjectInOtherCase: { status: 401, error: "invalid_client", errorCode: 7002138 },
  unknownSubject: { status: 401, error: "invalid_client", errorCode: 700213 },
  badClaims: { status: 400, error: "invalid_request", errorCode: 9002313 },
  unknownResource: { status: 400, error: "invalid_resource", errorCode: 500011 },
  badScope: { status: 400, error: "invalid_scope", errorCode: 70011 },
  badGrant: { status: 400, error: "unsupported_grant_type", errorCode: 70003 },
} as const;

export type EntraFailureKind = keyof typeof entraFailures;

export function createEntraErrorBody(
  failure: EntraFailure,
  trace: { readonly requestId: string; readonly clientRequestId: string; readonly time: number },
): object {
  const timestamp = new Date(trace.time).toISOString().replace("T", " ").replace(/\.\d+/u, "");
  const lines = [
    failure.message,
    `Trace ID: ${trace.requestId}`,
    `Correlation ID: ${trace.clientRequestId}`,
    `Timestamp: ${timestamp}`,
  ];
  return {
    error: failure.error,
    error_description: lines.join(" "),
    error_codes: [failure.errorCode],
    timestamp,
    trace_id: trace.requestId,
    correlation_id: trace.clientRequestId,
    error_uri: `https://login.microsoftonline.com/error?code=${failure.errorCode}`,
  };
}
