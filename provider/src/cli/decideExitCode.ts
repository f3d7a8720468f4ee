import type { TenantReport } from "../report/tenantReport.js";
import type { CommandSurroundings } from "./command.js";
import { exitCodes } from "./exitCodes.js";
import type { ReportCommandOptions } from "./reportOptions.js";

/** The exit code for a printed report. Says on stderr what led to it. */
export function decideExitCode(
  report: TenantReport,
  options: ReportCommandOptions,
  surroundings: CommandSurroundings,
): number {
  warnOfUndated(report, surroundings);
  if (options.failsWhenExpiring && hasExpiring(report, surroundings)) return exitCodes.expiring;
  return isIncomplete(report, options) ? exitCodes.incomplete : exitCodes.done;
}

function isIncomplete(
  { configurations, counts }: TenantReport,
  { failsWhenUndated }: ReportCommandOptions,
): boolean {
  const isUnread = configurations.some(
    ({ isForbidden, isNotFound, statuses }) =>
      (isForbidden ?? isNotFound ?? false) || statuses === null,
  );
  return isUnread || (failsWhenUndated && counts.unknown > 0);
}

/** Without it a profile whose end nobody knows would pass --fail-when-expiring in silence. */
function warnOfUndated({ counts }: TenantReport, { stderr }: CommandSurroundings): void {
  if (counts.unknown === 0) return;
  stderr.write(
    `Warning: ${counts.unknown} of ${counts.configurations} profiles have no readable date: nobody knows when they end. ` +
      "--fail-when-undated makes this a failure.\n",
  );
}

function hasExpiring(report: TenantReport, { stderr }: CommandSurroundings): boolean {
  const uncertified = report.configurations.filter(
    (one) => one.certificateExpirationDateTime === null,
  );
  if (uncertified.length > 0)
    stderr.write(
      `Graph shows no signing certificates of ${uncertified.length} profiles: only their own dates count.\n`,
    );
  const { expired, expiring } = report.counts;
  if (expired + expiring === 0) return false;
  stderr.write(
    `Of the profiles ${expired} expired and ${expiring} will within ${report.warnDays} days: exit code ${exitCodes.expiring}.\n`,
  );
  return true;
}
