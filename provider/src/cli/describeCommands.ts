import type { Command, CommandOption } from "./command.js";

export const programName = "pulumi-intune-provisioning";

/** The help of the program. */
export function describeCommands(commands: readonly Command[]): string {
  return joinLines([
    `Usage: ${programName} COMMAND [OPTIONS]`,
    "",
    ...commands.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`),
    "",
    `\`${programName} COMMAND --help\` lists the options of a command. --version prints the version.`,
  ]);
}

/** The help of one command. */
export function describeCommand(command: Command): string {
  const { name, summary, options, notes, argument } = command;
  const rows = [...Object.entries(options), ["help", { meaning: "Prints this." }] as const];
  const width = Math.max(...rows.map(([option, row]) => spellOption(option, row).length));
  return joinLines([
    `Usage: ${programName} ${name} [OPTIONS]${argument === undefined ? "" : ` [${argument}]`}`,
    "",
    summary,
    "",
    ...rows.map(([option, row]) => `  ${spellOption(option, row).padEnd(width)}  ${row.meaning}`),
    "",
    ...notes,
  ]);
}

function spellOption(name: string, { value }: CommandOption): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}

function joinLines(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
