/** Thrown below an operation, turned into an answer in one place. */
export class GraphFailure extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  /** False for refusals of Graph's gateway, before Intune sees the request. */
  readonly mayBeNested: boolean;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.name = "GraphFailure";
    this.status = refusal.status;
    this.code = refusal.code;
    this.headers = refusal.headers ?? {};
    this.mayBeNested = refusal.mayBeNested ?? true;
  }
}

export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly mayBeNested?: boolean;
}

/** 400: the request breaks a rule of OData or of the service. */
export function refuseRequest(message: string): GraphFailure {
  return new GraphFailure({ status: 400, code: "BadRequest", message });
}

/** 404 in Intune's words. */
export function refuseMissing(kind: string, id: string): GraphFailure {
  const message = `${kind} '${id}' was not found.`;
  return new GraphFailure({ status: 404, code: "ResourceNotFound", message });
}

/** 501: Graph may well do this, the emulator does not. */
export function refuseUnsupported(what: string): GraphFailure {
  return new GraphFailure({
    status: 501,
    code: "NotImplemented",
    message: `The emulator does not implement ${what}. This is the emulator's limit, not Graph's.`,
    mayBeNested: false,
  });
}
