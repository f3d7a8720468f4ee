import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { config } from "chai";

// What the engine printed is worth reading whole when an expectation of it fails.
config.truncateThreshold = 0;

// Mocha passes a rejection that nobody handles on to whoever listens, and else over it. Where a program of the Automation
// API runs in this process, Pulumi listens: such a rejection is the program's failure, and the run's.
const fail = (reason: unknown): void => {
  const others = process.listeners("unhandledRejection").filter((listener) => listener !== fail);
  if (others.length === 0) throw reason;
};
process.on("unhandledRejection", fail);

// The CLI writes a log of each call into its home, even of one that only asks for its version. Stacks have homes of their
// own; this one is for every other call, and goes with the process.
const pulumiHome = mkdtempSync(join(tmpdir(), "intune-home-"));
process.env["PULUMI_HOME"] = pulumiHome;
process.on("exit", () => {
  rmSync(pulumiHome, { recursive: true, force: true });
});

/** What still runs so long after the last test, such as a loop that no longer ends, would keep the process for ever. */
const leftoverSeconds = Number(process.env["TEST_LEFTOVER_SECONDS"] ?? 30);

export const mochaHooks = {
  afterAll(): void {
    const endProcess = (): void => {
      process.stderr.write(`Something still runs ${leftoverSeconds} s after the last test.\n`);
      // Mocha has a say in the exit code too, and had it first.
      process.once("exit", () => (process.exitCode = 1));
      process.exit();
    };
    setTimeout(endProcess, leftoverSeconds * 1000).unref();
  },
};
