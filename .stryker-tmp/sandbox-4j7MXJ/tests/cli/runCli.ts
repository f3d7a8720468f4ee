// @ts-nocheck
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createEmulator, type Emulator, type EmulatorOptions } from "intune-graph-emulator";
import { emulatorEnvironment } from "../../engine/emulatorEnvironment.ts";

/** The published command. */
export const main = join(import.meta.dirname, "..", "..", "provider", "dist", "cli", "main.js");

/** What a run of the command said, and how it ended. */
export interface CliRun {
  stdout: string;
  stderr: string;
  exitCode: unknown;
}

type Environment = Readonly<Record<string, string>>;

/** Runs the command as a process that has these variables alone, and PATH. */
export async function runCli(
  args: readonly string[],
  environment: Environment = {},
): Promise<CliRun> {
  const started = startCli(args, environment);
  const [stdout, rest] = await Promise.all([text(started.stdout), awaitEnd(started)]);
  return { stdout, ...rest };
}

function startCli(args: readonly string[], environment: Environment) {
  return spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env["PATH"], ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function awaitEnd(started: ReturnType<typeof startCli>): Promise<Omit<CliRun, "stdout">> {
  const [stderr, [exitCode]] = await Promise.all([
    text(started.stderr),
    once(started, "exit") as Promise<unknown[]>,
  ]);
  return { stderr, exitCode };
}

/** A tenant to run the command against. */
export interface CliBench {
  emulator: Emulator;
  /** Goes with the test. */
  folder: string;
  /** What the command needs to sign in to the tenant. */
  environment: Environment;
  /** Runs the command signed in to the tenant. */
  run: (args: readonly string[], environment?: Environment) => Promise<CliRun>;
  /** Runs it likewise, and closes its output before it has any. */
  runUnread: (args: readonly string[]) => Promise<Omit<CliRun, "stdout">>;
  /** Runs it likewise, and closes what it tells of its progress. */
  runUnheard: (args: readonly string[]) => Promise<Omit<CliRun, "stderr">>;
}

/** Runs a test against an emulator and a folder of its own. */
export async function withTenant(
  options: EmulatorOptions,
  test: (bench: CliBench) => Promise<void>,
): Promise<void> {
  const emulator = await createEmulator(options);
  const folder = await mkdtemp(join(tmpdir(), "intune-cli-"));
  try {
    const environment = await emulatorEnvironment(emulator, { path: folder });
    await test({
      emulator,
      folder,
      environment,
      run: (args, more) => runCli(args, { ...environment, ...more }),
      runUnread: (args) => {
        const started = startCli(args, environment);
        started.stdout.destroy();
        return awaitEnd(started);
      },
      runUnheard: async (args) => {
        const started = startCli(args, environment);
        started.stderr.destroy();
        const [stdout, [exitCode]] = await Promise.all([
          text(started.stdout),
          once(started, "exit") as Promise<unknown[]>,
        ]);
        return { stdout, exitCode };
      },
    });
  } finally {
    await emulator.close();
    await rm(folder, { recursive: true });
  }
}
