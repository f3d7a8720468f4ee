/** What the emulator remembers of a request. */
export interface LoggedRequest {
  /** Arrival, in milliseconds of the emulator's clock. */
  readonly time: number;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** Status of the answer; undefined while there is none or when the connection was cut without one. */
  readonly status: number | undefined;
  /** What the client sent as `client-request-id`. */
  readonly clientRequestId: string | undefined;
  /** The emulator's `request-id`. */
  readonly requestId: string;
  /** The parsed JSON body; undefined when there is none or it is not JSON. */
  readonly body: unknown;
  /** The fields of a form, secrets and assertions blotted out; undefined when it is none. */
  readonly form: Readonly<Record<string, string>> | undefined;
  /** The application of a valid token. */
  readonly applicationId: string | undefined;
  readonly userAgent: string | undefined;
  /** Whether it is a part of a batch. */
  readonly batch: boolean;
}

/** Requests in order of arrival. */
export class RequestLog {
  readonly #entries: LoggedRequest[] = [];

  /** The requests so far; the array grows as more arrive. */
  get entries(): readonly LoggedRequest[] {
    return this.#entries;
  }

  /** Enters a request; answers how to enter its status. */
  enter(request: Omit<LoggedRequest, "status">): (status: number | undefined) => LoggedRequest {
    const entry = { ...request, status: undefined as number | undefined };
    this.#entries.push(entry);
    return (status) => {
      entry.status = status;
      return entry;
    };
  }

  /** Forgets all. */
  clear(): void {
    this.#entries.length = 0;
  }
}
