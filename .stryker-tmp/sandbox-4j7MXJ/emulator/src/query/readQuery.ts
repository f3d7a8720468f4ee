// @ts-nocheck
import { refuseRequest, refuseUnsupported } from "../graphFailure.js";

/** The system query options that some operation of the emulator understands. */
export interface Query {
  readonly $filter?: string;
  readonly $top?: string;
  readonly $select?: string;
  readonly $expand?: string;
  readonly $skiptoken?: string;
}

const odataOptions = new Set([
  ...["$filter", "$top", "$select", "$expand", "$skiptoken"],
  ...["$skip", "$orderby", "$count", "$search", "$format", "$apply", "$compute", "$deltatoken"],
]);

/** The query of a URL; an option that OData does not know is a 400, one that the emulator does not know a 501. */
export function readQuery(url: URL, allowed: readonly (keyof Query)[]): Query {
  const query: Record<string, string> = {};
  for (const [name, value] of url.searchParams) {
    if (!name.startsWith("$")) continue;
    if (!odataOptions.has(name)) {
      throw refuseRequest(`The query parameter '${name}' is not supported.`);
    }
    if (!allowed.some((option) => option === name)) {
      throw refuseUnsupported(`the query option ${name} on ${url.pathname}`);
    }
    query[name] = value;
  }
  return query;
}
