import { match } from "path-to-regexp";
import { refuseUnsupported } from "../graphFailure.js";
import type { Operation } from "../operation.js";
import { spellPlainly } from "../wire/spellPlainly.js";

/** An operation and the placeholders of its path. */
export interface Route {
  readonly operation: Operation;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Finds the operation for a method and a URL, or throws a 501. Case does not matter, as in Graph. */
export type RouteTable = (method: string, url: URL) => Route;

/** Compiles the paths of the operations. */
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

/** A segment with a broken escape names nothing, which is a 404 and not a crash. */
function decodeSegment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
