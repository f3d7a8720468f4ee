import { isRecord } from "../domain/properties.js";
import type { ReadRequest } from "./graphRequest.js";
import { UnexpectedResponse } from "./parseJson.js";

/** Graph may send an empty page with a link to the next. */
const mostEmptyPages = 5;

const mostPages = 10_000;

interface Page<T> {
  items: T[];
  next: string | undefined;
}

export async function* readPages<T>(
  { action, path, parse }: ReadRequest<T>,
  request: <P>(request: ReadRequest<P>) => Promise<P>,
  graphEndpoint: string,
): AsyncGenerator<T[], void> {
  const visited = new Set<string>();
  let emptyPages = 0;
  const parsePage = (json: unknown): Page<T> => {
    const refuse = (why: string): never => {
      throw new UnexpectedResponse(why);
    };
    const value = isRecord(json) ? json["value"] : undefined;
    if (!isRecord(json) || !Array.isArray(value) || !value.every(isRecord))
      return refuse("the page has no list named value");
    const next = readNextPath(json["@odata.nextLink"], path, graphEndpoint);
    if (next !== undefined && visited.has(next)) refuse("the pages lead back to themselves");
    if (visited.size > mostPages) refuse(`it has more than ${mostPages} pages`);
    emptyPages = value.length === 0 ? emptyPages + 1 : 0;
    if (next !== undefined && emptyPages === mostEmptyPages)
      refuse(`${mostEmptyPages} pages in a row are empty and name a next one`);
    return { items: value.map(parse), next };
  };
  for (let next: string | undefined = path; next !== undefined;) {
    visited.add(next);
    const page: Page<T> = await request({ action, path: next, parse: parsePage });
    yield page.items;
    next = page.next;
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

/** OData writes a key as `/key` or `('key')`, and ignores case. */
function spellPath(path: string): string {
  const [bare = ""] = path.split("?");
  return bare.replaceAll(/\('?([^')]*)'?\)/g, "/$1").toLowerCase();
}
