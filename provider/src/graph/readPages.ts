import { isRecord } from "../domain/values.js";
import type { ReadRequest } from "./graphRequest.js";
import { UnexpectedResponse } from "./parseJson.js";

/** Graph may send empty pages that link on. */
const mostEmptyPages = 5;

const mostPages = 10_000;

export async function* readPages<T>(
  { action, path, parse }: ReadRequest<T>,
  request: <P>(request: ReadRequest<P>) => Promise<P>,
  graphEndpoint: string,
): AsyncGenerator<T[], void> {
  const visited = new Set<string>();
  let next = path as string | undefined;
  let emptyPages = 0;
  const parsePage = (json: unknown): T[] => {
    const { value, "@odata.nextLink": link } = isRecord(json) ? json : {};
    if (!Array.isArray(value) || !value.every(isRecord))
      throw new UnexpectedResponse("the page has no list named value");
    emptyPages = value.length === 0 ? emptyPages + 1 : 0;
    next = readNextPath(link, path, graphEndpoint);
    const problem = next === undefined ? undefined : findProblem(next);
    if (problem !== undefined) throw new UnexpectedResponse(problem);
    return value.map(parse);
  };
  const findProblem = (followed: string): string | undefined => {
    if (visited.has(followed)) return "the pages lead back to themselves";
    if (visited.size > mostPages) return `it has more than ${mostPages} pages`;
    if (emptyPages < mostEmptyPages) return undefined;
    return `${mostEmptyPages} pages in a row are empty and name a next one`;
  };
  while (next !== undefined) {
    visited.add(next);
    yield await request({ action, path: next, parse: parsePage });
  }
}

/** Another host would get the token. */
function readNextPath(link: unknown, path: string, graphEndpoint: string): string | undefined {
  if (link === undefined || link === null || link === "") return undefined;
  const isUrl = typeof link === "string" && URL.canParse(link, graphEndpoint);
  const url = isUrl ? new URL(link, graphEndpoint) : undefined;
  if (url?.origin !== graphEndpoint)
    throw new UnexpectedResponse("the next page is on another host");
  if (spellPath(url.pathname) !== spellPath(path))
    throw new UnexpectedResponse("the next page is of another list");
  return url.pathname + url.search;
}

/** OData writes `/key` or `('key')`, in any case. */
function spellPath(path: string): string {
  const [bare = ""] = path.split("?");
  return bare.replaceAll(/\('?([^')]*)'?\)/g, "/$1").toLowerCase();
}
