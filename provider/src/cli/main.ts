import { Command, CommanderError } from "commander";
import { describeBug, isBug } from "../bug.js";
import { toMessage } from "../domain/readable.js";
import { readVersion } from "../version.js";
import { addAdopt } from "./adoptCommand.js";
import { addExplain } from "./explainCommand.js";
import { addInit } from "./initCommand.js";
import { addReport } from "./reportCommand.js";
import { watchOutput } from "./terminal.js";

watchOutput(process);
void run();

/** Runs what the arguments ask for, and sets the exit code. A failure is one message on stderr. */
async function run(): Promise<void> {
  try {
    await createProgram().parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : wrongUsageCode();
      return;
    }
    process.exitCode = 1;
    const text = error instanceof Error ? error.message : String(error);
    process.stderr.write(toMessage(`${isBug(error) ? describeBug(error) : text}\n`));
  }
}

function createProgram(): Command {
  const program = new Command("pulumi-intune-provisioning")
    .description("Manages iOS app provisioning profiles of Microsoft Intune in Pulumi programs.")
    .version(readVersion())
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(toMessage(text)) })
    .hook("preAction", (_program, command) => {
      refuseEmptyValues(command);
    });
  for (const add of [addInit, addAdopt, addReport, addExplain]) add(program);
  return program;
}

/** A variable that a script has not set must not select everything, or name a file. */
function refuseEmptyValues(command: Command): void {
  const empty = command.options.find((one) => command.getOptionValue(one.attributeName()) === "");
  if (empty !== undefined) command.error(`error: option '${empty.flags}' needs a value`);
}

/** Of `explain` 2 means changes, and wrong usage must not look like some that remove nothing. */
function wrongUsageCode(): number {
  return process.argv[2] === "explain" ? 1 : 2;
}
