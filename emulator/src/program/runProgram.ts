import { once } from "node:events";
import { parseArguments, type ProgramOptions } from "./parseArguments.js";
import { describeEmulator } from "./describeEmulator.js";
import { runCommand } from "./runCommand.js";
import { startEmulator } from "./startEmulator.js";

/** Exit code: 2 for a mistake in the options, 1 for a failed start, 0 after a signal, or that of COMMAND. */
export async function runProgram(args: readonly string[]): Promise<number> {
  const options = parseArguments(args);
  if ("exitCode" in options) {
    (options.exitCode === 0 ? process.stdout : process.stderr).write(options.text);
    return options.exitCode;
  }
  try {
    return await runOptions(options);
  } catch (error) {
    // A port that is taken, a file that cannot be written: the message names it.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

async function runOptions(options: ProgramOptions): Promise<number> {
  const started = await startEmulator(options);
  try {
    if (options.command.length > 0) return await runCommand(options, started);
    const ended = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
    const { emulator, controlUrl } = started;
    process.stdout.write(`${describeEmulator(emulator, controlUrl).join("\n")}\n`);
    await ended;
    return 0;
  } finally {
    await started.close();
  }
}
