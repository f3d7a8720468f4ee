import { match } from "path-to-regexp";
import { refuseUnsupported } from "../graphFailure.js";
import type { Operation } from "../operation.js";
import { spellPlainly } from "../wire/spellPlainly.js";

export interface Route {
  readonly operation: Operation;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Throws a 501 where there is none. Case does not matter, as in Graph. */
export type RouteTable = (method: string, url: URL) => Route;

export function createRouteTable(operations: readonly Operation[]): RouteTable {
  const rows = operations.flatMap((operation) =>
    (operation.versions.length > 0 ? operation.versions : [""]).map((version) => ({
      operation,
      matchPath: match<Record<string, string>>(version + operation.path, {
        trailing: false,
        decode: decodeSegment,
      }),
    })),
  );
  return (method, url) => {
    const pathname = spellPlainly(url.pathname);
    for (const { operation, matchPath } of rows) {
      if (operation.method !== method) continue;
      const found = matchPath(pathname);
      if (found) return { operation, parameters: found.params };
    }
    throw refuseUnsupported(`${method} ${url.pathname}`);
  };
}

/** A broken escape names nothing: 404, no crash. */
function decodeSegment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
