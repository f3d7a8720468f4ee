import { refuseRequest, refuseUnsupported } from "../graphFailure.js";

/** The system query options that some operation of the emulator understands. */
export interface Query {
  readonly $filter?: string;
  readonly $top?: string;
  readonly $select?: string;
  readonly $expand?: string;
  readonly $orderby?: string;
  readonly $skip?: string;
  readonly $count?: string;
  readonly $skiptoken?: string;
}

/** The options that every list of Intune's takes. */
export const listOptions = ["$top", "$skip", "$count", "$skiptoken"] as const;

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
    if (name === "$search" && !url.pathname.includes("/groups")) throw refuseSearch();
    if (!allowed.some((option) => option === name)) {
      throw refuseUnsupported(`the query option ${name} on ${url.pathname}`);
    }
    query[name] = value;
  }
  return query;
}

/** The wording of the framework that Graph's services stand on; that Intune says it of this entity is our guess. */
function refuseSearch() {
  return refuseRequest(
    "The query specified in the URI is not valid. Query option 'Search' is not allowed. To allow it, set the 'AllowedQueryOptions' property on EnableQueryAttribute or QueryValidationSettings.",
  );
}
