import { readFile } from "node:fs/promises";
import { isRecord } from "../domain/values.js";
import { readProfile } from "../profile/readProfile.js";
import { readTime } from "../report/expiry.js";
import { fitsGroup, fitsName, type Selection } from "../report/selection.js";
import type { EarlierReport } from "../report/tenantReport.js";
import { readTenant, requireFound, type OpenTenant, type ReadConfiguration } from "./readTenant.js";
import type { Progress } from "./terminal.js";
import type * as report from "../report/tenantReading.js";

interface ReadingOptions {
  progress: Progress;
  selection?: Selection;
  atLeast?: number | undefined;
  /** Lists a 404 as missing, as always a 403. */
  continue?: boolean | undefined;
  withStatuses?: boolean | undefined;
}

export async function readForReport(
  { graph, tenantId, portalUrl }: OpenTenant,
  { progress, selection = {}, atLeast, withStatuses = false, ...more }: ReadingOptions,
): Promise<report.TenantReading> {
  const { listed, groupNames, ...read } = await readTenant(graph, {
    progress,
    withStatuses,
    isMeant: (one) => fitsName(one, selection),
    acceptedStatuses: more.continue ? [403, 404] : [403],
  });
  const groups = new Map([...groupNames].map(([id, name]) => [id, toGroup(name)]));
  const configurations = read.configurations
    .map(toReported)
    .filter((one) => fitsGroup(one, groups, selection));
  const chosen = (["name", "group"] as const).filter((key) => selection[key] !== undefined);
  const options = chosen.map((option) => `--${option}`);
  requireFound(configurations.length, { options, listed, atLeast, progress });
  return { tenantId, portalUrl, listed, configurations, groups };
}

function toGroup(displayName: string | undefined): report.ReadGroup {
  if (displayName === undefined) return { state: "missing" };
  return displayName === "" ? { state: "unreadable" } : { state: "found", displayName };
}

function toReported(read: ReadConfiguration): report.ReadConfiguration {
  const { configuration, entries, statuses, refusal } = read;
  const { id, displayName, payload, payloadFileName, version } = configuration;
  const found = readProfile(Buffer.from(payload ?? "", "base64"));
  const profile = "profile" in found ? found.profile : undefined;
  const isDated = readTime(configuration.expirationDateTime) !== undefined;
  return {
    id,
    displayName,
    payloadFileName: payloadFileName === "" ? undefined : payloadFileName,
    version,
    entries,
    statuses,
    // Where Graph gives no date, the profile may.
    expirationDateTime:
      (isDated ? undefined : profile?.expirationDateTime) ??
      configuration.expirationDateTime ??
      undefined,
    certificateEnds: profile?.signingCertificates.map((signing) => signing.expirationDateTime),
    ...(refusal && (refusal.status === 403 ? { isForbidden: true } : { isNotFound: true })),
  };
}

/** @throws Error that names the file and the problem. */
export async function readEarlierReport(file: string): Promise<EarlierReport> {
  try {
    const json: unknown = JSON.parse(await readFile(file, "utf8"));
    if (!isRecord(json) || json["schemaVersion"] !== 1)
      throw new Error("it has no schemaVersion that this release knows");
    if (json["selection"] !== null)
      throw new Error("it shows a part of the tenant, so that what it leaves out would look new");
    const { generatedDateTime, configurations } = json;
    const isDated = !Number.isNaN(Date.parse(String(generatedDateTime)));
    if (!isDated || !Array.isArray(configurations) || !configurations.every(isProfile))
      throw new Error("a property is missing or has another type than it should");
    return json as Readonly<Record<string, unknown>> & EarlierReport;
  } catch (error) {
    throw new Error(
      `--since ${file}: ${(error as Error).message}. Give a file that \`report --format json\` has written.`,
      { cause: error },
    );
  }
}

function isProfile(json: unknown): boolean {
  if (!isRecord(json)) return false;
  const { id, displayName, assignments } = json;
  return [id, displayName].every((one) => typeof one === "string") && Array.isArray(assignments);
}
