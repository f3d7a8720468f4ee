import { GraphError } from "./graphError.js";
import type { Parse, ReadRequest, WriteRequest } from "./graphRequest.js";
import { readPages } from "./readPages.js";
import { RetryBudget } from "./retry.js";
import { Sending, type GraphClientOptions } from "./sending.js";

/** `readAtMs`: when the first read was answered, since the epoch. */
export interface Snapshot<Live> {
  live: Live;
  readAtMs: number;
}

export interface Change<Live, Answer> {
  /** `lost`: the last write whose response was lost; it may have taken effect. */
  read: (lost?: GraphError) => Promise<Snapshot<Live>>;
  /** Undefined: nothing to do. If it throws, nothing more is sent. */
  requestFor: (live: Live, lost?: GraphError) => WriteRequest | undefined;
  parse: Parse<Answer>;
  /** After each request that took effect, or may have. */
  onSent?: () => void;
}

/** `live`: nothing was left to do. */
export type Changed<Live, Answer> = { answer: Answer } | { live: Live };

/** Failures are GraphErrors and ProcessFailures. */
export interface GraphClient {
  request<T>(request: ReadRequest<T>): Promise<T>;
  /** Lazily, page by page. */
  pages<T>(request: ReadRequest<T>): AsyncIterable<T[]>;
  list<T>(request: ReadRequest<T>): Promise<T[]>;
  /** The only way to change anything. */
  write<Live, Answer>(change: Change<Live, Answer>): Promise<Changed<Live, Answer>>;
  /** Its requests share one retry budget. */
  forOperation(): GraphClient;
}

const freshForMs = 1_000;

export function createGraphClient(options: GraphClientOptions, budget?: RetryBudget): GraphClient {
  const request = async <T>({ parse, ...read }: ReadRequest<T>): Promise<T> => {
    const sending = new Sending(options, budget);
    const described = { ...read, method: "GET" };
    for (;;) {
      await sending.admit("read");
      const outcome = await sending.send(described, parse);
      if ("value" in outcome) return outcome.value;
      await sending.waitAfter(new GraphError(described, outcome.failure));
    }
  };
  const pages = <T>(list: ReadRequest<T>): AsyncIterable<T[]> =>
    readPages(list, request, options.graphEndpoint);
  return {
    request,
    pages,
    async list<T>(listRequest: ReadRequest<T>) {
      const found: T[] = [];
      for await (const page of pages(listRequest)) found.push(...page);
      return found;
    },
    write: (change) => writeWithRetry(change, new Sending(options, budget), options.now),
    forOperation: () => createGraphClient(options, new RetryBudget(options.retry?.budgetMs)),
  };
}

/** Never sends on an old snapshot, nor again without a new one: a lost write may have done the work. */
async function writeWithRetry<Live, Answer>(
  change: Change<Live, Answer>,
  sending: Sending,
  now: () => number,
): Promise<Changed<Live, Answer>> {
  let lost: GraphError | undefined;
  let failure: GraphError | undefined;
  let snapshot = await change.read();
  // Doubles, so that the write goes out in the end.
  let mayBeOldMs = freshForMs;
  for (;;) {
    const request = change.requestFor(snapshot.live, lost);
    if (request === undefined) return { live: snapshot.live };
    if (failure !== undefined) {
      await sending.waitAfter(failure);
      failure = undefined;
      snapshot = await sending.charge(() => change.read(lost));
      continue;
    }
    await sending.admit("write");
    if (now() - snapshot.readAtMs > mayBeOldMs) {
      sending.cancel();
      mayBeOldMs *= 2;
      snapshot = await change.read(lost);
      continue;
    }
    const outcome = await sending.send(request, change.parse);
    if ("value" in outcome) {
      change.onSent?.();
      return { answer: outcome.value };
    }
    failure = new GraphError(request, outcome.failure);
    if (failure.isAmbiguous) {
      lost = failure;
      change.onSent?.();
    }
    if (failure.isAmbiguous || failure.isConflict)
      snapshot = await sending.charge(() => change.read(lost));
  }
}
