import { GraphFailure } from "../graphFailure.js";
import type { Group } from "../graphObjects.js";
import type { RequestHeaders } from "../pipeline/incomingRequest.js";
import { filterByDisplayName } from "./filterByDisplayName.js";
import { readComparison, type Comparison } from "./readComparison.js";

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/iu;

/** Limits of the directory's default queries. Source: Graph's known issues of query parameters. */
const mostExpressions = 15;
const longestValue = 120;

/** Knows `id in ('…','…')`, `displayName eq '…'` and `startswith(displayName,'…')`. */
export function filterGroups(
  groups: readonly Group[],
  filter: string | undefined,
): readonly Group[] {
  if (filter === undefined) return groups;
  const { test, values } = readComparison(filter);
  if (test === "id in") return filterByIds(groups, values);
  if (values.some((value) => value !== undefined && value.length > longestValue))
    throw refuseQuery(`A value in $filter has more than ${longestValue} characters.`);
  const start = values[0]?.toLowerCase();
  if (test === "displayName startswith" && start !== undefined)
    return groups.filter(({ displayName }) => displayName.toLowerCase().startsWith(start));
  return filterByDisplayName(groups, filter);
}

function filterByIds(groups: readonly Group[], values: Comparison["values"]): readonly Group[] {
  const ids = values.flatMap((value) => value?.toLowerCase() ?? []);
  if (ids.length < values.length)
    throw refuseQuery("Invalid filter clause: 'in' needs a list of texts.");
  if (ids.length > mostExpressions) {
    throw refuseQuery(
      `Too many child clauses specified in search filter expression containing 'OR' operators: ${ids.length}. Max allowed: ${mostExpressions}.`,
    );
  }
  const wrong = ids.find((id) => !guid.test(id));
  if (wrong !== undefined) throw refuseQuery(`Invalid object identifier '${wrong}'.`);
  return groups.filter(({ id }) => ids.includes(id.toLowerCase()));
}

/** `$search` is an advanced query, which the directory takes only with a header (documented). */
export function requireAdvanced(url: URL, headers: RequestHeaders): void {
  if (!url.searchParams.has("$search") || headers.get("consistencylevel") === "eventual") return;
  throw refuseQuery(
    "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
  );
}

/** As many clients report it; the clauses' wording is our guess. */
function refuseQuery(message: string): GraphFailure {
  return new GraphFailure({ status: 400, code: "Request_UnsupportedQuery", message });
}
