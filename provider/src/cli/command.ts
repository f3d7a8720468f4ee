/** What a command reads and writes. Nothing but the environment is read: there is no stack whose configuration it could. */
export interface CommandSurroundings {
  env: Readonly<Record<string, string | undefined>>;
  stdin: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
}

/** An option as it is declared: the parser and the help are made from it. */
export interface CommandOption {
  /** What stands for its value in the help; a switch has none. */
  value?: string;
  meaning: string;
}

/** What was given: a text, or true of a switch. */
export type OptionValues = Readonly<Record<string, string | boolean | undefined>>;

/** A subcommand. */
export interface Command {
  name: string;
  summary: string;
  /** What the help says below the options. */
  notes: readonly string[];
  options: Readonly<Record<string, CommandOption>>;
  /** The name of its one argument that is no option, where it takes one. It may be left out. */
  argument?: string;
  /** Of wrong usage, where 2 means something else. */
  wrongUsageCode?: number;
  /** Resolves to the exit code. Throws a UsageError on a wrong option, and anything else on a failure. */
  run: (values: OptionValues, surroundings: CommandSurroundings) => Promise<number>;
}

/** The command line asks for something that there is not. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
