import { toMessage } from "../domain/readable.js";
import { buildTenantReport } from "../report/buildTenantReport.js";
import { describeCounts } from "../report/reportWords.js";
import { describeSelection } from "../report/selection.js";
import type { TenantReading } from "../report/tenantReading.js";
import { sortOrders, type EarlierReport, type TenantReport } from "../report/tenantReport.js";
import type { Command, CommandSurroundings } from "./command.js";
import { createProgress } from "./createProgress.js";
import { readEarlierReport } from "./readEarlierReport.js";
import { decideExitCode } from "./decideExitCode.js";
import { usesColour } from "./terminal.js";
import { checkTarget, writeWholeFile } from "./writeWholeFile.js";
import { checkCount, expectationOptions } from "./expectFound.js";
import {
  defaultWarnDays,
  formatNames,
  readReportOptions,
  type ReportCommandOptions,
} from "./reportOptions.js";
import { renderReport } from "./renderReport.js";

/** `report`: reads a tenant, changes nothing, and shows what was found. */
export const reportCommand: Command = {
  name: "report",
  summary:
    "Shows which profiles expire when, who gets what, what nobody gets, and which groups are gone.",
  options: {
    format: {
      value: formatNames.join("|"),
      meaning: "The format; by default as the ending of FILE says, else as text.",
    },
    output: {
      value: "FILE",
      meaning: "Writes it to a file, whole or not at all, instead of printing it.",
    },
    "warn-days": {
      value: "N",
      meaning: `A profile counts as expiring when it has at most so many days left; ${defaultWarnDays} by default.`,
    },
    name: { value: "TEXT", meaning: "Only profiles with this in their display name, in any case." },
    group: {
      value: "TEXT",
      meaning:
        "Only those assigned to, or withheld from, a group with this in its name, or of this id.",
    },
    "expires-within": {
      value: "N",
      meaning: "Only those that end within so many days, have ended, or have no date.",
    },
    sort: { value: sortOrders.join("|"), meaning: "The order of the profiles; expiry by default." },
    since: {
      value: "FILE",
      meaning: "Says what changed since an earlier report, which --format json has written.",
    },
    "with-statuses": { meaning: "Asks too what devices reported: one more request a profile." },
    ...expectationOptions,
    "fail-when-expiring": { meaning: "Exits with 3 when a profile has expired or is expiring." },
    "fail-when-undated": {
      meaning:
        "Exits with 4 when a profile has no date that can be read: nobody knows when it ends.",
    },
  },
  notes: [
    "Signs in as the provider does, by variables: ARM_…, AZURE_… and INTUNE_… (docs/settings.md).",
    "It needs DeviceManagementApps.Read.All, and GroupMember.Read.All for the names of groups.",
    "",
    "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 see --fail-when-expiring,",
    "4 done, but who gets some of the profiles could not be read; see also --fail-when-undated.",
  ],
  run: async (values, surroundings) => {
    const options = readReportOptions(values);
    if (options.output !== undefined) await checkTarget(options.output);
    const { report, found } = await makeReport(options, surroundings);
    const doubt = checkCount(found, options.atLeast);
    if (doubt !== undefined) surroundings.stderr.write(`Warning: ${doubt}\n`);
    await putOut(report, options, surroundings);
    return decideExitCode(report, options, surroundings);
  },
};

/** What speaks HTTP and signs in is loaded here: help and a wrong option are answered at once. */
async function makeReport(
  options: ReportCommandOptions,
  { env, stderr }: CommandSurroundings,
): Promise<{ report: TenantReport; found: number }> {
  const { openTenant } = await import("./openTenant.js");
  const { readTenant } = await import("./readTenant.js");
  const since = options.since === undefined ? undefined : await readEarlierReport(options.since);
  const tenant = openTenant(env);
  const progress = createProgress(stderr, env);
  try {
    const reading = await readTenant(tenant, { ...options, progress });
    requireSameTenant(since, reading);
    const report = buildTenantReport(reading, { ...options, since, nowMs: Date.now() });
    return { report, found: reading.configurations.length };
  } finally {
    progress.end();
  }
}

function requireSameTenant(since: EarlierReport | undefined, { tenantId }: TenantReading): void {
  const earlier = since?.tenantId ?? tenantId;
  if (tenantId === undefined || earlier === tenantId) return;
  throw new Error(`--since: the earlier report is of the tenant ${earlier}, not of ${tenantId}.`);
}

/** In characters. */
const widthOfFiles = 100;

async function putOut(
  report: TenantReport,
  { format, output }: ReportCommandOptions,
  { env, stdout, stderr }: CommandSurroundings,
): Promise<void> {
  if (output === undefined) {
    const isColoured = usesColour(stdout, env);
    // Undefined where there is no terminal, whatever its type says, and 0 on some.
    const width = stdout.columns > 0 ? stdout.columns : widthOfFiles;
    stdout.write(renderReport(report, format, { isColoured, width }));
    return;
  }
  await writeWholeFile(
    output,
    renderReport(report, format, { isColoured: false, width: widthOfFiles }),
  );
  const sentences = [`Wrote ${output}`, ...describeSelection(report), describeCounts(report)];
  stderr.write(toMessage(`${sentences.join(". ")}.\n`));
}
