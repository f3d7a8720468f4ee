import parser from "@balena/odata-parser";
import { refuseRequest } from "../graphFailure.js";

const start = { startRule: "ProcessRule", rule: "QueryOptions" } as const;

export function parseOption(option: "$filter" | "$expand", value: string) {
  try {
    // The parser decodes, and the value is decoded already.
    return parser.parse(`${option}=${value.trim().replaceAll("%", "%25")}`, start);
  } catch (error) {
    if (!(error instanceof parser.SyntaxError)) throw error;
    throw refuseRequest(`Invalid ${option} clause '${value}': ${error.message}`);
  }
}
