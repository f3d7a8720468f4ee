import type { Answer } from "../answer.js";
import { isRecord } from "../isRecord.js";
import type { Operation } from "../operation.js";
import { spellPlainly } from "./spellPlainly.js";

/** Adds OData's context and, for what was created, its place. */
export function describeAnswer(
  answer: Answer,
  operation: Pick<Operation, "resultType">,
  url: URL,
): Answer {
  const { status, headers, body } = answer;
  if (!isRecord(body)) return answer;
  const [, version = "", ...segments] = spellPlainly(url.pathname).split("/");
  const isList = Array.isArray(body["value"]);
  // The last segment is a key, where the entity existed.
  const isKeyed = !isList && status !== 201;
  const set = spellKeys(isKeyed ? segments.slice(0, -1) : segments);
  const type = operation.resultType ?? (isList ? set : `${set}/$entity`);
  const context = { "@odata.context": `${url.origin}/${version}/$metadata#${type}` };
  const location =
    status === 201 ? { Location: `${url.origin}${url.pathname}('${String(body["id"])}')` } : {};
  return { ...answer, headers: { ...headers, ...location }, body: { ...context, ...body } };
}

/** As OData spells it, behind the configurations. */
function spellKeys(segments: readonly string[]): string {
  return segments.join("/").replace(/(?<=Configurations)\/(?<key>[^/]+)/iu, "('$<key>')");
}
