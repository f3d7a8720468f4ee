/** Goes wrong with requests that a test picks. */
export interface Fault {
  /** Method; any when absent. */
  readonly method?: string;
  /** Part of path and query, or an expression; any when absent. */
  readonly path?: RegExp | string;
  /** 1 by default. */
  readonly times?: number;
  /** How many fitting requests pass before the first is hit. */
  readonly skip?: number;
  /** Before it has any effect (the default), or between effect and answer. */
  readonly after?: "beforeEffect" | "afterEffect";
  readonly delayMs?: number;
  /** Runs something, such as another writer. */
  readonly run?: () => void | Promise<void>;
  /** Answers this instead; without a body, an error status gets a Graph error. */
  readonly respond?: FaultAnswer;
  /** Breaks the connection: without an answer, or after headers and half of the body. */
  readonly cut?: "socket" | "midBody";
}

/** A string goes out as it is, anything else as JSON. */
export interface FaultAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface FaultHandle {
  readonly hits: number;
  remove(): void;
}

/** In the order in which they were scripted. */
export class FaultScript {
  #entries: Entry[] = [];

  add(fault: Fault): FaultHandle {
    const entry: Entry = { fault, hits: 0, toSkip: fault.skip ?? 0 };
    this.#entries.push(entry);
    return {
      get hits() {
        return entry.hits;
      },
      remove: () => {
        this.#entries = this.#entries.filter((other) => other !== entry);
      },
    };
  }

  /** The faults with how many requests each has hit. */
  get list(): readonly { readonly fault: Fault; readonly hits: number }[] {
    return this.#entries.map(({ fault, hits }) => ({ fault, hits }));
  }

  clear(): void {
    this.#entries = [];
  }

  /** The first fault that fits, one request at a time. */
  take(request: FaultTarget, point: "beforeEffect" | "afterEffect"): Fault | undefined {
    for (const entry of this.#entries) {
      const { fault } = entry;
      const isSpent = entry.hits >= (fault.times ?? 1);
      if (isSpent || (fault.after ?? "beforeEffect") !== point || !fits(fault, request)) continue;
      if (entry.toSkip > 0) {
        entry.toSkip -= 1;
        continue;
      }
      entry.hits += 1;
      return fault;
    }
    return undefined;
  }
}

export interface FaultTarget {
  readonly method: string;
  readonly path: string;
}

interface Entry {
  readonly fault: Fault;
  hits: number;
  toSkip: number;
}

function fits({ method, path }: Fault, request: FaultTarget): boolean {
  if (method !== undefined && method.toUpperCase() !== request.method) return false;
  if (path === undefined) return true;
  return typeof path === "string" ? request.path.includes(path) : request.path.search(path) !== -1;
}
