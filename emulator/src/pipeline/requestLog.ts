/** What the emulator remembers of a request. */
export interface LoggedRequest {
  /** Arrival, in milliseconds of the emulator's clock. */
  readonly time: number;
  readonly method: string;
  readonly path: string;
  /** Undefined while there is none, or when the connection was cut. */
  readonly status: number | undefined;
  /** What the client sent as `client-request-id`. */
  readonly clientRequestId: string | undefined;
  /** The emulator's `request-id`. */
  readonly requestId: string;
  readonly body: unknown;
  /** Secrets and assertions blotted out. */
  readonly form: Readonly<Record<string, string>> | undefined;
  readonly applicationId: string | undefined;
  readonly userAgent: string | undefined;
  readonly batch: boolean;
}

export class RequestLog {
  readonly #entries: LoggedRequest[] = [];

  /** The requests so far; the array grows as more arrive. */
  get entries(): readonly LoggedRequest[] {
    return this.#entries;
  }

  /** Returns how to enter its status. */
  enter(request: Omit<LoggedRequest, "status">): (status: number | undefined) => LoggedRequest {
    const entry = { ...request, status: undefined as number | undefined };
    this.#entries.push(entry);
    return (status) => {
      entry.status = status;
      return entry;
    };
  }

  clear(): void {
    this.#entries.length = 0;
  }
}
