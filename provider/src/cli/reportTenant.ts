import { readFile } from "node:fs/promises";
import type { LiveConfiguration } from "../domain/configuration.js";
import type { ProvisioningProfile } from "../domain/provisioningProfile.js";
import { toCode } from "../domain/readable.js";
import { countWords, isRecord, toRecord, type Values } from "../domain/values.js";
import { readProfile } from "../profile/readProfile.js";
import type { EarlierReport } from "../report/compareReports.js";
import { renderCsv } from "../report/renderCsv.js";
import { renderHtml } from "../report/renderHtml.js";
import { renderMarkdown } from "../report/renderMarkdown.js";
import { renderText } from "../report/renderText.js";
import { describeCounts, describeSelection } from "../report/sections.js";
import { fitsGroup, type Selection, type TenantReading } from "../report/tenantReading.js";
import { buildTenantReport, type SortOrder, type TenantReport } from "../report/tenantReport.js";
import { chooseForm } from "./options.js";
import { openTenant, readTenant, requireFound, type OpenTenant } from "./readTenant.js";
import { printLines, usesColour, withProgress } from "./terminal.js";
import type { CommandProcess, Progress } from "./terminal.js";
import { readText, writeWholeFile } from "./writeWholeFile.js";

const renderers = {
  text: renderText,
  html: renderHtml,
  markdown: renderMarkdown,
  csv: renderCsv,
  json: (report: TenantReport) => `${toCode(report, 2)}\n`,
};

export interface ReportOptions extends Selection {
  format?: string;
  output?: string;
  sort: SortOrder;
  since?: string;
  withStatuses?: boolean;
  atLeast?: number;
  /** Lists a 404 as missing, as always a 403. */
  continue?: boolean;
  warnDays: number;
  failWhenExpiring?: boolean;
  failWhenUndated?: boolean;
}

/** @returns the exit code. */
export async function reportTenant(
  options: ReportOptions,
  process: CommandProcess,
): Promise<number> {
  const { sort: sortBy, warnDays, output } = options;
  const tenant = openTenant(process);
  const since = options.since === undefined ? undefined : await readEarlier(options.since, tenant);
  const reading = await withProgress(process, (progress) =>
    readForReport(tenant, options, progress),
  );
  const nowMs = Date.now();
  const report = buildTenantReport(reading, { selection: options, sortBy, warnDays, since, nowMs });
  const isColoured = output === undefined && usesColour(process.stdout, process.env);
  const text = chooseForm(renderers, options)(report, { isColoured });
  if (output === undefined) process.stdout.write(text);
  else {
    await writeWholeFile(output, text);
    const sentences = [`Wrote ${output}`, ...describeSelection(report), describeCounts(report)];
    printLines(process.stderr, [`${sentences.join(". ")}.`]);
  }
  return decideExitCode(report, options, process);
}

export async function readForReport(
  { graph, tenantId, portalUrl }: OpenTenant,
  options: Omit<ReportOptions, "sort" | "warnDays">,
  progress: Progress,
): Promise<TenantReading> {
  const acceptedStatuses = options.continue ? [403, 404] : [403];
  const read = await readTenant(graph, { ...options, progress, acceptedStatuses });
  const configurations = read.configurations
    .filter((one) => fitsGroup(one, read.groupNames, options))
    .map((one) => ({ ...one, profile: readPayload(one.configuration) }));
  requireFound(configurations.length, options, { ...read, progress });
  return { ...read, tenantId, portalUrl, configurations };
}

function readPayload({ payload }: LiveConfiguration): ProvisioningProfile | undefined {
  const read = readProfile(Buffer.from(payload ?? "", "base64"));
  return "profile" in read ? read.profile : undefined;
}

/** @throws Error that names the file and the problem. */
async function readEarlier(file: string, { tenantId }: OpenTenant): Promise<EarlierReport> {
  try {
    const json: unknown = JSON.parse(readText(await readFile(file)));
    if (!isRecord(json) || json["schemaVersion"] !== 1)
      throw new Error("it has no schemaVersion that this release knows");
    if (json["selection"] !== null)
      throw new Error("it shows a part of the tenant, so that what it leaves out would look new");
    const { generatedDateTime, configurations, tenantId: earlierId } = json;
    if (typeof earlierId === "string" && tenantId !== undefined && earlierId !== tenantId)
      throw new Error(`it is of the tenant ${earlierId}, not of ${tenantId}`);
    const isDated = !Number.isNaN(Date.parse(String(generatedDateTime)));
    if (!isDated || !Array.isArray(configurations) || !configurations.every(isProfile))
      throw new Error("a property is missing or has another type than it should");
    return json as Values & EarlierReport;
  } catch (error) {
    throw new Error(
      `--since ${file}: ${(error as Error).message}. Give a file that \`report --format json\` has written.`,
      { cause: error },
    );
  }
}

function isProfile(json: unknown): boolean {
  const { id, displayName, assignments } = toRecord(json);
  return typeof id === "string" && typeof displayName === "string" && Array.isArray(assignments);
}

/** Prints the reason to stderr. */
function decideExitCode(
  { configurations, counts, warnDays }: TenantReport,
  { failWhenExpiring, failWhenUndated }: ReportOptions,
  { stderr }: CommandProcess,
): number {
  const { expired, expiring, unknown } = counts;
  const uncertified = configurations.filter((one) => one.certificateExpirationDateTime === null);
  const isExpiring = failWhenExpiring && expired + expiring > 0;
  const reasons = [
    // Otherwise --fail-when-expiring would silently pass a profile without a date.
    unknown > 0 &&
      `Warning: no readable date in ${unknown} of ${countWords(counts.configurations, "profile")}: nobody knows when they end. ` +
        "--fail-when-undated makes this a failure.",
    failWhenExpiring &&
      uncertified.length > 0 &&
      `Graph shows no signing certificates of ${countWords(uncertified.length, "profile")}: only their own dates count.`,
    isExpiring &&
      `Of the profiles ${expired} expired and ${expiring} will within ${countWords(warnDays, "day")}: exit code 3.`,
  ];
  printLines(stderr, reasons);
  if (isExpiring) return 3;
  const isUnread = configurations.some(
    (one) => one.statuses === null || (one.isForbidden ?? one.isNotFound) === true,
  );
  return isUnread || (failWhenUndated && unknown > 0) ? 4 : 0;
}
