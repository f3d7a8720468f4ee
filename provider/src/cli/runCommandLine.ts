import { Command, CommanderError } from "commander";
import { describeBug, isBug } from "../bug.js";
import { toMessage } from "../domain/readable.js";
import { readVersion } from "../version.js";
import { addAdopt } from "./adoptCommand.js";
import { addExplain } from "./explainCommand.js";
import { addInit } from "./initCommand.js";
import { addReport } from "./reportCommand.js";
import type { CommandProcess } from "./terminal.js";

/** Sets the exit code. A failure is one message on stderr. */
export async function runCommandLine(
  args: readonly string[],
  process: CommandProcess,
): Promise<void> {
  try {
    await createProgram(process).parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) {
      // For `explain`, 2 means changes that remove nothing: wrong usage must differ.
      process.exitCode = error.exitCode === 0 ? 0 : args[0] === "explain" ? 1 : 2;
      return;
    }
    process.exitCode = 1;
    const text = error instanceof Error ? error.message : String(error);
    process.stderr.write(toMessage(`${isBug(error) ? describeBug(error) : text}\n`));
  }
}

function createProgram(process: CommandProcess): Command {
  const { stdout, stderr } = process;
  const program = new Command("pulumi-intune-provisioning")
    .description("Manages iOS app provisioning profiles of Microsoft Intune in Pulumi programs.")
    .version(readVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(toMessage(text)),
    })
    // The same help on every terminal, and in docs/cli.md.
    .configureHelp({ helpWidth: 80 })
    .hook("preAction", (_program, command) => {
      // An unset variable of a script must not select everything, or name a file.
      const empty = command.options.find(
        (one) => command.getOptionValue(one.attributeName()) === "",
      );
      if (empty !== undefined) command.error(`error: option '${empty.flags}' needs a value`);
    });
  for (const add of [addInit, addAdopt, addReport, addExplain]) add(program, process);
  return program;
}
