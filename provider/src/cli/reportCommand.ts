import { Option, type Command } from "commander";
import { sortOrders } from "../report/tenantReport.js";
import { addOutputOptions, addTenantOptions, signInNotes, wholeNumber } from "./options.js";
import type { ReportOptions } from "./reportTenant.js";
import type { CommandProcess } from "./terminal.js";
import { checkTarget } from "./writeWholeFile.js";

export function addReport(program: Command, process: CommandProcess): void {
  const wholeDays = wholeNumber(0, 3650);
  const sort = new Option(
    "--sort <ORDER>",
    "the order of profiles; group: the first that gets them",
  );
  const since = new Option("--since <FILE>", "says what changed since an earlier report in JSON");
  const command = program
    .command("report")
    .description("Shows which profiles expire when, who gets what, and what nobody gets.");
  addOutputOptions(command, ["text", "html", "markdown", "json", "csv"])
    .option("--name <TEXT>", "only profiles with this in their display name, in any case")
    .option("--group <TEXT>", "only those of a group with this in its name, or with this id")
    .option("--expires-within <N>", "only those that end within N days, or have no date", wholeDays)
    .addOption(sort.choices(sortOrders).default("expiry"))
    .addOption(since.conflicts(["name", "group", "expiresWithin"]))
    .option("--with-statuses", "how many devices reported what: one more request a profile");
  addTenantOptions(command)
    .option("--warn-days <N>", "a profile with at most N days left is expiring", wholeDays, 30)
    .option("--fail-when-expiring", "exits with 3 when a profile has expired or is expiring")
    .option("--fail-when-undated", "exits with 4 when a profile has no readable date")
    .addHelpText(
      "after",
      `${signInNotes}
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 see --fail-when-expiring,
4 done, but who gets some of the profiles, or a status, could not be read; see also --fail-when-undated.`,
    )
    // Loads HTTP and sign-in lazily: help and wrong options are answered at once.
    .action(async (options: ReportOptions) => {
      if (options.output !== undefined) await checkTarget(options.output);
      const { reportTenant } = await import("./reportTenant.js");
      process.exitCode = await reportTenant(options, process);
    });
}
