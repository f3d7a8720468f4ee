/** `…s('id')` is `…s/id`, and `…/microsoft.graph.assign` is `…/assign` (OpenAPI description, OData). */
export function spellPlainly(pathname: string): string {
  return pathname
    .replace(/(?:\(|%28)(?:'|%27)(?<key>[^/]*?)(?:'|%27)(?:\)|%29)(?=\/|$)/giu, "/$<key>")
    .replace(/\/microsoft\.graph\.(?=\w+$)/iu, "/");
}
