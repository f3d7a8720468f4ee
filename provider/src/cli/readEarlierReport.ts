import { readFile } from "node:fs/promises";
import { isRecord } from "../domain/values.js";
import type { EarlierReport } from "../report/tenantReport.js";

/** @throws Error that names the file and the problem. */
export async function readEarlierReport(file: string): Promise<EarlierReport> {
  const problem = (reason: string, cause?: unknown): Error =>
    new Error(
      `--since ${file}: ${reason}. Give a file that \`report --format json\` has written.`,
      { cause },
    );
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw problem((error as Error).message, error);
  }
  if (!isRecord(json) || json["schemaVersion"] !== 1)
    throw problem("it has no schemaVersion that this release knows");
  if (json["selection"] !== null)
    throw problem("it shows a part of the tenant, so that what it leaves out would look new");
  if (!isReport(json)) throw problem("a property is missing or has another type than it should");
  return json;
}

function isReport(
  json: Readonly<Record<string, unknown>>,
): json is Readonly<Record<string, unknown>> & EarlierReport {
  const { generatedDateTime, configurations } = json;
  return (
    typeof generatedDateTime === "string" &&
    !Number.isNaN(Date.parse(generatedDateTime)) &&
    Array.isArray(configurations) &&
    configurations.every(isProfile)
  );
}

function isProfile(json: unknown): boolean {
  if (!isRecord(json)) return false;
  const { id, displayName, expirationDateTime: end, assignments } = json;
  const isEnd = end === null || typeof end === "string";
  const isEntry = (entry: unknown): boolean => isRecord(entry) && typeof entry["type"] === "string";
  const isNamed = typeof id === "string" && typeof displayName === "string";
  return isNamed && isEnd && Array.isArray(assignments) && assignments.every(isEntry);
}
