import { refuseUnsupported } from "../graphFailure.js";
import { isRecord } from "../isRecord.js";
import { parseOption } from "./parseOption.js";

export interface Comparison {
  /** Such as `displayName eq`, `displayName startswith` or `id in`. */
  readonly test: string;
  /** The texts, undefined for a literal that is none. */
  readonly values: readonly (string | undefined)[];
}

const operators: Readonly<Record<string, string>> = {
  eq: "eq",
  eqany: "in",
  startswith: "startswith",
};

/** Any `$filter` but a comparison is the emulator's limit. */
export function readComparison(filter: string): Comparison {
  const { tree, binds } = parseOption("$filter", filter);
  const [operator, property, operand] = toOperation(tree.$filter);
  const name = operators[String(operator)];
  const index = isRecord(operand) ? operand["bind"] : undefined;
  if (name === undefined || !isRecord(property) || typeof index !== "number")
    throw refuseUnsupported(`$filter=${filter}`);
  const literal: unknown = binds[index];
  const literals = name === "in" ? toArray(toArray(literal)[1]) : [literal];
  return { test: `${String(property["name"])} ${name}`, values: literals.map(readText) };
}

/** A function of a property and a text reads as an operator between the two. */
function toOperation(filter: unknown): readonly unknown[] {
  const [kind, call] = toArray(filter);
  if (kind !== "call" || !isRecord(call)) return toArray(filter);
  return [call["method"], ...toArray(call["args"])];
}

function readText(literal: unknown): string | undefined {
  const [type, value] = toArray(literal);
  return type === "Text" ? String(value) : undefined;
}

function toArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
