import { isRecord, toRecord } from "../domain/values.js";
import type { GraphError, GraphRequest } from "./graphError.js";
import { UnexpectedResponse, type Parse } from "./parseJson.js";
import type { RetryBudget } from "./retry.js";
import { Sending, type GraphClientOptions } from "./sending.js";

export interface ReadRequest<T> extends Pick<GraphRequest, "action" | "path"> {
  parse: Parse<T>;
}

export interface WriteRequest extends GraphRequest {
  method: "POST" | "PATCH" | "DELETE";
}

/** `readAtMs`: when the first read was answered, since the epoch. */
export interface Snapshot<Live> {
  live: Live;
  readAtMs: number;
}

export interface Change<Live, Answer = undefined> {
  /** `lost`: the last write whose response was lost; it may have taken effect. */
  read: (lost?: GraphError) => Promise<Snapshot<Live>>;
  /** Undefined: nothing to do. If it throws, nothing more is sent. */
  requestFor: (live: Live, lost?: GraphError) => WriteRequest | undefined;
  /** By default the response need not hold anything. */
  parse?: Parse<Answer>;
  /** After each request that took effect, or may have. */
  onSent?: () => void;
}

/** `live`: nothing was left to do. */
export type Changed<Live, Answer> = { answer: Answer } | { live: Live };

export type GraphClient = ReturnType<typeof createGraphClient>;

/**
 * Failures are GraphErrors and ProcessFailures.
 * @param budget By default each request has one of its own.
 */
export function createGraphClient(options: GraphClientOptions, budget?: RetryBudget) {
  const request = async <T>({ parse, ...read }: ReadRequest<T>): Promise<T> => {
    const sending = new Sending(options, budget);
    for (;;) {
      await sending.admit("read");
      const outcome = await sending.send({ ...read, method: "GET" }, parse);
      if ("value" in outcome) return outcome.value;
      await sending.waitAfter(outcome.error);
    }
  };
  /** Lazily, page by page. */
  const pages = <T>(list: ReadRequest<T>) => readPages(list, request, options.graphEndpoint);
  return {
    request,
    pages,
    async list<T>(listed: ReadRequest<T>): Promise<T[]> {
      const found: T[] = [];
      for await (const page of pages(listed)) found.push(...page);
      return found;
    },
    /** The only way to change anything. */
    write: <Live, Answer = undefined>(change: Change<Live, Answer>) =>
      writeWithRetry(change, new Sending(options, budget), options.now),
  };
}

/** Never sends on an old snapshot, nor again without a new one: a lost write may have done the work. */
async function writeWithRetry<Live, Answer>(
  { read, requestFor, onSent, parse = () => undefined as Answer }: Change<Live, Answer>,
  sending: Sending,
  now: () => number,
): Promise<Changed<Live, Answer>> {
  let lost: GraphError | undefined;
  let failure: GraphError | undefined;
  let snapshot = await read();
  // Doubles, so that the write goes out in the end.
  let maxAgeMs = 1_000;
  for (;;) {
    const request = requestFor(snapshot.live, lost);
    if (request === undefined) return { live: snapshot.live };
    if (failure !== undefined) {
      await sending.waitAfter(failure);
      failure = undefined;
      snapshot = await sending.charge(() => read(lost));
      continue;
    }
    await sending.admit("write");
    if (now() - snapshot.readAtMs > maxAgeMs) {
      sending.cancel();
      maxAgeMs *= 2;
      snapshot = await read(lost);
      continue;
    }
    const outcome = await sending.send(request, parse);
    if ("value" in outcome) {
      onSent?.();
      return { answer: outcome.value };
    }
    failure = outcome.error;
    if (failure.isAmbiguous) {
      lost = failure;
      onSent?.();
    }
    if (failure.isAmbiguous || failure.isConflict)
      snapshot = await sending.charge(() => read(lost));
  }
}

/** Graph may send empty pages that link on. */
const mostEmptyPages = 5;

const mostPages = 10_000;

async function* readPages<T>(
  { action, path, parse }: ReadRequest<T>,
  request: (request: ReadRequest<T[]>) => Promise<T[]>,
  graphEndpoint: string,
): AsyncGenerator<T[], void> {
  const visited = new Set<string>();
  let next = path as string | undefined;
  let emptyPages = 0;
  const parsePage = (json: unknown): T[] => {
    const { value, "@odata.nextLink": link } = toRecord(json);
    if (!Array.isArray(value) || !value.every(isRecord))
      throw new UnexpectedResponse("the page has no list named value");
    emptyPages = value.length === 0 ? emptyPages + 1 : 0;
    next = readNextPath(link, path, graphEndpoint);
    if (next !== undefined) requireProgress(next);
    return value.map(parse);
  };
  const requireProgress = (followed: string): void => {
    if (visited.has(followed)) throw new UnexpectedResponse("the pages lead back to themselves");
    if (visited.size >= mostPages)
      throw new UnexpectedResponse(`it has more than ${mostPages} pages`);
    if (emptyPages >= mostEmptyPages)
      throw new UnexpectedResponse(`${emptyPages} pages in a row are empty and name a next one`);
  };
  while (next !== undefined) {
    visited.add(next);
    yield await request({ action, path: next, parse: parsePage });
  }
}

/** Another host would get the token. */
function readNextPath(link: unknown, path: string, graphEndpoint: string): string | undefined {
  if (link === undefined || link === null || link === "") return undefined;
  const url = typeof link === "string" ? URL.parse(link, graphEndpoint) : null;
  if (url?.origin !== graphEndpoint)
    throw new UnexpectedResponse("the next page is on another host");
  if (normalizePath(url.pathname) !== normalizePath(path))
    throw new UnexpectedResponse("the next page is of another list");
  return url.pathname + url.search;
}

/** OData writes `/key` or `('key')`, in any case. */
function normalizePath(path: string): string {
  const [bare = ""] = path.split("?");
  return bare.replaceAll(/\('?([^')]*)'?\)/g, "/$1").toLowerCase();
}
