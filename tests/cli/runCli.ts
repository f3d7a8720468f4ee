import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { createEmulator, type Emulator, type EmulatorOptions } from "intune-graph-emulator";
import { nodeEnvironment } from "../nodeEnvironment.ts";
import { emulatorEnvironment } from "../../engine/emulatorEnvironment.ts";
import { runCommandLine } from "../../provider/dist/cli/runCommandLine.js";
import { trustAuthority, trustNoEmulator } from "../emulator/trust.ts";

/** The published command. */
export const main = join(import.meta.dirname, "..", "..", "provider", "dist", "cli", "main.js");

/** What a run of the command said, and how it ended. */
export interface CliRun {
  stdout: string;
  stderr: string;
  exitCode: unknown;
}

type Environment = Readonly<Record<string, string>>;

/** Runs the command in this process, with these variables alone. A process of its own takes ten times as long to start. */
export async function runCli(
  args: readonly string[],
  environment: Environment = {},
): Promise<CliRun> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const written = Promise.all([text(stdout), text(stderr)]);
  const streams = { stdin: new PassThrough().end(), stdout, stderr } as unknown as NodeJS.Process;
  const process = { ...streams, env: environment, exitCode: 0 };
  await runCommandLine(args, process);
  stdout.end();
  stderr.end();
  const [output, messages] = await written;
  return { stdout: output, stderr: messages, exitCode: process.exitCode };
}

/** Runs the command as a process that has these variables alone, and PATH. */
export async function runCliProcess(
  args: readonly string[],
  environment: Environment = {},
): Promise<CliRun> {
  const started = startCli(args, environment);
  const [stdout, rest] = await Promise.all([text(started.stdout), awaitEnd(started)]);
  return { stdout, ...rest };
}

function startCli(args: readonly string[], environment: Environment) {
  return spawn(process.execPath, [main, ...args], {
    env: { ...nodeEnvironment, ...environment },
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
  /** Runs the command signed in to the tenant, in this process. */
  run: (args: readonly string[], environment?: Environment) => Promise<CliRun>;
  /**
   * Runs it likewise in a process of its own: where requests are under way after a failure, and where the default chain
   * signs in, which reads and remembers the process's environment.
   */
  runProcess: (args: readonly string[], environment?: Environment) => Promise<CliRun>;
  /** Runs it in a process of its own, whose stdout is closed before it prints. */
  runUnread: (args: readonly string[]) => Promise<Omit<CliRun, "stdout">>;
  /** The same with stderr, where progress is printed. */
  runUnheard: (args: readonly string[]) => Promise<Omit<CliRun, "stderr">>;
}

/** Runs a test against an emulator and a folder of its own. */
export async function withTenant(
  options: EmulatorOptions,
  test: (bench: CliBench) => Promise<void>,
): Promise<void> {
  const emulator = await createEmulator(options);
  trustAuthority(emulator.caCertificatePem);
  const folder = await mkdtemp(join(tmpdir(), "intune-cli-"));
  try {
    const environment = await emulatorEnvironment(emulator, { path: folder });
    await test({
      emulator,
      folder,
      environment,
      run: (args, more) => runCli(args, { ...environment, ...more }),
      runProcess: (args, more) => runCliProcess(args, { ...environment, ...more }),
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
    trustNoEmulator();
    await emulator.close();
    await rm(folder, { recursive: true });
  }
}
