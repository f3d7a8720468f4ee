// @ts-nocheck
import { GraphFailure } from "../graphFailure.js";
import type { Group } from "../graphObjects.js";
import { filterByDisplayName } from "./filterByDisplayName.js";

const idList = /^\s*id\s+in\s*\((?<list>.*)\)\s*$/u;
const literals = /^\s*'[^']*'\s*(?:,\s*'[^']*'\s*)*$/u;
const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/iu;

/** Limits of the directory's default queries. Source: Graph's known issues of query parameters. */
const mostExpressions = 15;
const longestValue = 120;

/** The groups that `$filter=id in ('…','…')` or `$filter=displayName eq '…'` keeps. */
export function filterGroups(
  groups: readonly Group[],
  filter: string | undefined,
): readonly Group[] {
  const list = idList.exec(filter ?? "")?.groups?.["list"];
  if (list !== undefined) return filterByIds(groups, list);
  const value = /'(?<text>.*)'/u.exec(filter ?? "")?.groups?.["text"]?.replaceAll("''", "'") ?? "";
  if (value.length > longestValue)
    throw refuseQuery(`A value in $filter has more than ${longestValue} characters.`);
  return filterByDisplayName(groups, filter);
}

function filterByIds(groups: readonly Group[], list: string): readonly Group[] {
  if (!literals.test(list)) throw refuseQuery("Invalid filter clause: 'in' needs a list of texts.");
  const ids = list.split(",").map((literal) => literal.trim().slice(1, -1).toLowerCase());
  if (ids.length > mostExpressions) {
    throw refuseQuery(
      `Too many child clauses specified in search filter expression containing 'OR' operators: ${ids.length}. Max allowed: ${mostExpressions}.`,
    );
  }
  const wrong = ids.find((id) => !guid.test(id));
  if (wrong !== undefined) throw refuseQuery(`Invalid object identifier '${wrong}'.`);
  return groups.filter(({ id }) => ids.includes(id.toLowerCase()));
}

/** The directory's code is as many clients report it; the wording but for the clauses is our guess. */
function refuseQuery(message: string): GraphFailure {
  return new GraphFailure({ status: 400, code: "Request_UnsupportedQuery", message });
}
