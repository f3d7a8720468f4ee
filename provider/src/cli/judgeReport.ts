import type { TenantReport } from "../report/tenantReport.js";
import type { CommandSurroundings } from "./command.js";
import { exitCodes } from "./exitCodes.js";
import type { ReportCommandOptions } from "./reportOptions.js";

/** The exit code for a report that is printed; says on stderr what it was judged by. */
export function judgeReport(
  report: TenantReport,
  options: ReportCommandOptions,
  surroundings: CommandSurroundings,
): number {
  tellUnjudged(report, surroundings);
  if (options.failsWhenExpiring && tellExpiring(report, surroundings)) return exitCodes.expiring;
  return isIncomplete(report, options) ? exitCodes.incomplete : exitCodes.done;
}

function isIncomplete(
  { configurations, counts }: TenantReport,
  { failsWhenUnjudged }: ReportCommandOptions,
): boolean {
  const isUnread = configurations.some(
    ({ isForbidden, isNotFound, statuses }) =>
      (isForbidden ?? isNotFound ?? false) || statuses === null,
  );
  return isUnread || (failsWhenUnjudged && counts.unknown > 0);
}

/** Without it a profile whose end nobody knows would pass --fail-when-expiring in silence. */
function tellUnjudged({ counts }: TenantReport, { stderr }: CommandSurroundings): void {
  if (counts.unknown === 0) return;
  stderr.write(
    `Warning: ${counts.unknown} of ${counts.configurations} profiles without a readable date: not judged. ` +
      "--fail-when-unjudged makes this a failure.\n",
  );
}

function tellExpiring(report: TenantReport, { stderr }: CommandSurroundings): boolean {
  const unseen = report.configurations.filter((one) => one.certificateExpirationDateTime === null);
  if (unseen.length > 0)
    stderr.write(
      `Graph shows no signing certificates of ${unseen.length} profiles: only their own dates count.\n`,
    );
  const { expired, expiring } = report.counts;
  if (expired + expiring === 0) return false;
  stderr.write(
    `Of the profiles ${expired} expired and ${expiring} will within ${report.warnDays} days: exit code ${exitCodes.expiring}.\n`,
  );
  return true;
}
