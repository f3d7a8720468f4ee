import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import type { JsonSchema } from "./behaviourSchema.js";

const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });

export class DocumentError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "DocumentError";
  }
}

/** Throws a `DocumentError` with each place that breaks the schema, one a line. */
export function checkDocument(value: unknown, schema: JsonSchema): void {
  const validate = ajv.compile(schema);
  if (validate(value)) return;
  const problems = (validate.errors ?? []).map(describeProblem);
  throw new DocumentError([...new Set(problems)].join("\n"));
}

function describeProblem({ instancePath, message, params, keyword }: ErrorObject): string {
  const place = instancePath.split("/").slice(1).join(".");
  const detail = describeDetail(keyword, params);
  return [place, message ?? "is not valid"].filter((part) => part !== "").join(": ") + detail;
}

function describeDetail(keyword: string, params: Readonly<Record<string, unknown>>): string {
  if (keyword === "enum") return `: ${[params["allowedValues"]].flat().join(", ")}`;
  if (keyword === "additionalProperties") return `: ${String(params["additionalProperty"])}`;
  return "";
}
