import { refuseRequest, refuseUnsupported } from "../graphFailure.js";

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

/** An option unknown to OData is a 400, one unknown to the emulator a 501. */
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

/** Wording of OData's libraries; that Intune says it here is our guess. */
function refuseSearch() {
  return refuseRequest(
    "The query specified in the URI is not valid. Query option 'Search' is not allowed. To allow it, set the 'AllowedQueryOptions' property on EnableQueryAttribute or QueryValidationSettings.",
  );
}
