import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArguments, type ProgramOptions } from "../../emulator/dist/program/parseArguments.js";
import { startEmulator, type Started } from "../../emulator/dist/program/startEmulator.js";

/** The options that the program's arguments stand for. */
export function readOptions(...args: readonly string[]): ProgramOptions {
  const options = parseArguments(args);
  if ("exitCode" in options) throw new Error(options.text);
  return options;
}

/** Starts what the program starts, in this process, for a test. */
export async function withProgram(
  args: readonly string[],
  test: (started: Started) => Promise<void>,
): Promise<void> {
  const started = await startEmulator(readOptions(...args));
  try {
    await test(started);
  } finally {
    await started.close();
  }
}

/** A folder for the time of a test. */
export async function withFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "emulator-"));
  try {
    await test(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
