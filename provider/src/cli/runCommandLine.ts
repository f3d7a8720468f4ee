import { parseArgs } from "node:util";
import { toMessage } from "../domain/readable.js";
import { describeBug, isBug } from "../bug.js";
import { readVersion } from "../version.js";
import { adoptCommand } from "./adoptCommand.js";
import { UsageError, type Command, type CommandSurroundings } from "./command.js";
import { exitCodes } from "./exitCodes.js";
import { describeCommand, describeCommands, programName } from "./describeCommands.js";
import { explainCommand } from "./explainCommand.js";
import { initCommand } from "./initCommand.js";
import { reportCommand } from "./reportCommand.js";

const commands: readonly Command[] = [initCommand, adoptCommand, reportCommand, explainCommand];

/** Runs what the arguments ask for, and resolves to the exit code. A failure is one message on stderr. */
export async function runCommandLine(
  args: readonly string[],
  surroundings: CommandSurroundings,
): Promise<number> {
  const { stdout, stderr } = surroundings;
  const [first = "", ...rest] = args;
  try {
    if (["--help", "-h", "help"].includes(first)) {
      stdout.write(describeCommands(commands));
      return exitCodes.done;
    }
    if (first === "--version") {
      stdout.write(`${readVersion()}\n`);
      return exitCodes.done;
    }
    return await runCommand(findCommand(first), rest, surroundings);
  } catch (error) {
    const text = isBug(error)
      ? describeBug(error)
      : error instanceof Error
        ? error.message
        : String(error);
    stderr.write(toMessage(`${text}\n`));
    if (!(error instanceof UsageError)) return exitCodes.failed;
    const command = commands.find(({ name }) => name === first);
    return command?.wrongUsageCode ?? exitCodes.wrongUsage;
  }
}

function findCommand(name: string): Command {
  const command = commands.find((one) => one.name === name);
  if (command !== undefined) return command;
  const known = commands.map((one) => one.name).join(", ");
  throw new UsageError(
    `${name === "" ? "A command is missing" : `There is no command ${JSON.stringify(name)}`}; there is: ${known}. ` +
      `\`${programName} --help\` says more.`,
  );
}

async function runCommand(
  command: Command,
  args: readonly string[],
  surroundings: CommandSurroundings,
): Promise<number> {
  const values = parseOptions(command, args);
  if (values.help === true) {
    surroundings.stdout.write(describeCommand(command));
    return exitCodes.done;
  }
  return command.run(values, surroundings);
}

function parseOptions(command: Command, args: readonly string[]) {
  const options = Object.entries(command.options).map(
    ([name, { value }]) =>
      [name, { type: value === undefined ? "boolean" : "string" } as const] as const,
  );
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: command.argument !== undefined,
      options: { ...Object.fromEntries(options), help: { type: "boolean", short: "h" } },
    });
    const [argument, ...others] = positionals;
    if (others.length > 0) throw new TypeError(`One ${command.argument ?? ""} is enough`);
    return command.argument === undefined ? values : { ...values, [command.argument]: argument };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // Node adds how to pass what begins with a dash, which nothing here takes.
    const [problem = ""] = error.message.split(/\. |\n/);
    throw new UsageError(
      `${problem}. \`${programName} ${command.name} --help\` lists the options.`,
    );
  }
}
