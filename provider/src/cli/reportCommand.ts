import { Option, type Command } from "commander";
import { toCode, toMessage } from "../domain/readable.js";
import { buildTenantReport } from "../report/buildTenantReport.js";
import { describeCounts } from "../report/describeReport.js";
import { renderCsv } from "../report/renderCsv.js";
import { renderHtml } from "../report/renderHtml.js";
import { renderMarkdown } from "../report/renderMarkdown.js";
import { renderText, type TextOptions } from "../report/renderText.js";
import { describeSelection, type Selection } from "../report/selection.js";
import {
  sortOrders,
  type EarlierReport,
  type SortOrder,
  type TenantReport,
} from "../report/tenantReport.js";
import {
  addOutputOptions,
  addTenantOptions,
  formatOf,
  signInNotes,
  wholeNumber,
} from "./options.js";
import { usesColour, withProgress, type CommandProcess } from "./terminal.js";
import { checkTarget, writeWholeFile } from "./writeWholeFile.js";

const formats = ["text", "html", "markdown", "json", "csv"] as const;

type Format = (typeof formats)[number];

interface ReportCommandOptions extends Selection {
  format?: Format;
  output?: string;
  sort: SortOrder;
  since?: string;
  withStatuses?: boolean;
  atLeast?: number;
  continue?: boolean;
  warnDays: number;
  failWhenExpiring?: boolean;
  failWhenUndated?: boolean;
}

const wholeDays = wholeNumber(0, 3650);

export function addReport(program: Command, process: CommandProcess): void {
  const command = program
    .command("report")
    .description("Shows which profiles expire when, who gets what, and what nobody gets.");
  addOutputOptions(command, formats)
    .option("--name <TEXT>", "only profiles with this in their display name, in any case")
    .option(
      "--group <TEXT>",
      "only profiles assigned to, or withheld from, a group with this in its name, or with this id",
    )
    .option(
      "--expires-within <N>",
      "only profiles that end within N days, have ended, or have no date",
      wholeDays,
    )
    .addOption(
      new Option("--sort <ORDER>", "the order of the profiles; group: the first that gets them")
        .choices(sortOrders)
        .default("expiry"),
    )
    .addOption(
      new Option(
        "--since <FILE>",
        "says what changed since an earlier report of --format json",
      ).conflicts(["name", "group", "expiresWithin"]),
    )
    .option(
      "--with-statuses",
      "how many devices reported what: one more request a profile; exits with 4 where Graph refuses one",
    );
  addTenantOptions(command)
    .option(
      "--warn-days <N>",
      "a profile counts as expiring when it has at most N days left",
      wholeDays,
      30,
    )
    .option("--fail-when-expiring", "exits with 3 when a profile has expired or is expiring")
    .option("--fail-when-undated", "exits with 4 when a profile has no readable date")
    .addHelpText(
      "after",
      `${signInNotes}
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 see --fail-when-expiring,
4 done, but who gets some of the profiles could not be read; see also --fail-when-undated.`,
    )
    .action(async (options: ReportCommandOptions) => {
      if (options.output !== undefined) await checkTarget(options.output);
      const report = await makeReport(options, process);
      await putOut(report, options, process);
      process.exitCode = decideExitCode(report, options, process);
    });
}

/** Loads HTTP and sign-in lazily: help and wrong options are answered at once. */
async function makeReport(
  { sort: sortBy, warnDays, ...options }: ReportCommandOptions,
  process: CommandProcess,
): Promise<TenantReport> {
  const { name, group, expiresWithin } = options;
  const selection = { name, group, expiresWithin };
  const { openTenant } = await import("./readTenant.js");
  const { readForReport, readEarlierReport } = await import("./reportReading.js");
  const since = options.since === undefined ? undefined : await readEarlierReport(options.since);
  const tenant = openTenant(process.env);
  const reading = await withProgress(process, (progress) =>
    readForReport(tenant, { ...options, selection, progress }),
  );
  requireSameTenant(since, reading.tenantId);
  return buildTenantReport(reading, { selection, sortBy, warnDays, since, nowMs: Date.now() });
}

function requireSameTenant(since: EarlierReport | undefined, tenantId: string | undefined): void {
  const earlier = since?.tenantId ?? tenantId;
  if (tenantId === undefined || earlier === tenantId) return;
  throw new Error(`--since: the earlier report is of the tenant ${earlier}, not of ${tenantId}.`);
}

const renderers: Readonly<Record<Format, (report: TenantReport, options: TextOptions) => string>> =
  {
    text: renderText,
    html: renderHtml,
    markdown: renderMarkdown,
    csv: renderCsv,
    json: (report) => `${toCode(report, 2)}\n`,
  };

async function putOut(
  report: TenantReport,
  { format, output }: ReportCommandOptions,
  { stdout, stderr, env }: CommandProcess,
): Promise<void> {
  const render = renderers[format ?? formatOf(output, formats)];
  if (output === undefined) {
    stdout.write(render(report, { isColoured: usesColour(stdout, env) }));
    return;
  }
  await writeWholeFile(output, render(report, { isColoured: false }));
  const sentences = [`Wrote ${output}`, ...describeSelection(report), describeCounts(report)];
  stderr.write(toMessage(`${sentences.join(". ")}.\n`));
}

/** Prints the reason to stderr. */
function decideExitCode(
  { configurations, counts, warnDays }: TenantReport,
  { failWhenExpiring = false, failWhenUndated = false }: ReportCommandOptions,
  { stderr }: CommandProcess,
): number {
  const { expired, expiring, unknown } = counts;
  // Otherwise --fail-when-expiring would silently pass a profile without a date.
  if (unknown > 0)
    stderr.write(
      `Warning: ${unknown} of ${counts.configurations} profiles have no readable date: nobody knows when they end. ` +
        "--fail-when-undated makes this a failure.\n",
    );
  const uncertified = configurations.filter((one) => one.certificateExpirationDateTime === null);
  if (failWhenExpiring && uncertified.length > 0)
    stderr.write(
      `Graph shows no signing certificates of ${uncertified.length} profiles: only their own dates count.\n`,
    );
  if (failWhenExpiring && expired + expiring > 0) {
    stderr.write(
      `Of the profiles ${expired} expired and ${expiring} will within ${warnDays} days: exit code 3.\n`,
    );
    return 3;
  }
  const isUnread = configurations.some(
    ({ isForbidden, isNotFound, statuses }) =>
      (isForbidden ?? isNotFound ?? false) || statuses === null,
  );
  return isUnread || (failWhenUndated && unknown > 0) ? 4 : 0;
}
