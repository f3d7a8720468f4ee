import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import spawn from "cross-spawn";
import { createCommandEnvironment } from "../identity/commandEnvironment.js";
import type { ProgramOptions } from "./parseArguments.js";
import type { Started } from "./startEmulator.js";

/** As shells have it. */
const notFound = 127;

/** Runs COMMAND with the emulator in its environment; answers its exit code. */
export async function runCommand(options: ProgramOptions, started: Started): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "intune-graph-emulator-"));
  try {
    const { emulator, controlUrl } = started;
    const { identity } = options;
    const env = await createCommandEnvironment(emulator, { folder, identity });
    const control = controlUrl === undefined ? {} : { INTUNE_EMULATOR_CONTROL: controlUrl };
    return await runInEnvironment(options.command, { ...env, ...control });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runInEnvironment(
  [command = "", ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const child = spawn(command, args, { stdio: "inherit", env });
  // A terminal sends SIGINT to both; COMMAND decides how to end.
  const ignore = () => undefined;
  const pass = () => child.kill("SIGTERM");
  process.on("SIGINT", ignore).on("SIGTERM", pass);
  try {
    const [code, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
    return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    process.stderr.write(`${command}: command not found\n`);
    return notFound;
  } finally {
    process.off("SIGINT", ignore).off("SIGTERM", pass);
  }
}
