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
      pattern: new URLPattern({ pathname: version + operation.path }, { ignoreCase: true }),
    })),
  );
  return (method, url) => {
    const pathname = spellPlainly(url.pathname);
    for (const { operation, pattern } of rows) {
      if (operation.method !== method) continue;
      const match = pattern.exec({ pathname });
      if (match) return { operation, parameters: decodeGroups(match.pathname.groups) };
    }
    throw refuseUnsupported(`${method} ${url.pathname}`);
  };
}

function decodeGroups(groups: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(
    Object.entries(groups).map(([name, text]) => [name, decodeSegment(text ?? "")]),
  );
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
