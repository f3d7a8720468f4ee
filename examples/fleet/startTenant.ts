import { fork, type ChildProcess } from "node:child_process";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Result, Task } from "./result.ts";
import type { Report } from "./runTenant.ts";
import type { Tenant } from "./tenant.ts";
import type { Order } from "./tenantProcess.ts";

export interface StartOptions {
  task: Task;
  logFolder: string;
  /** Lets the tenant end in good order, as soon as it can. */
  stop: AbortSignal;
  /** Ends it at once. */
  stopAtOnce: AbortSignal;
}

/**
 * Runs one tenant in a process of its own, and its output into `<logFolder>/<name>.log`.
 *
 * Inline programs of one process are not apart from each other: each listens to the process's unhandled rejections, so that a
 * mistake in one program fails all that run beside it (automation/server.js in `@pulumi/pulumi`).
 */
export async function startTenant(tenant: Tenant, options: StartOptions): Promise<Result> {
  const startedMs = performance.now();
  const report = options.stop.aborted
    ? failWith("not started: the fleet was stopped")
    : await runInProcess(tenant, options).catch((error: unknown) =>
        failWith(`its process did not start: ${messageOf(error)}`),
      );
  const seconds = (performance.now() - startedMs) / 1000;
  return { name: tenant.name, ...report, seconds, logFile: logFileOf(tenant, options) };
}

const logFileOf = ({ name }: Tenant, { logFolder }: StartOptions): string =>
  join(logFolder, `${name}.log`);

async function runInProcess(tenant: Tenant, options: StartOptions): Promise<Report> {
  const { task, stop, stopAtOnce } = options;
  const logFile = logFileOf(tenant, options);
  const log = await open(logFile, "w");
  const ended = new AbortController();
  const workDir = await mkdtemp(join(tmpdir(), "fleet-"));
  try {
    const child = fork(join(import.meta.dirname, "tenantProcess.ts"), {
      stdio: ["ignore", log.fd, log.fd, "ipc"],
      // What the engine and its plugin leave behind when they are killed goes with the folder.
      env: { ...process.env, TMPDIR: workDir },
      // In a group of its own: ^C in a terminal would reach Pulumi there a second time, which ends it in the middle.
      detached: true,
    });
    const orderStop = (): void => {
      order(child, "stop");
    };
    stop.addEventListener("abort", orderStop, { signal: ended.signal });
    // The engine's second interrupt: it ends at once, and unlocks the stack.
    const interrupt = (): void => {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGINT");
    };
    stopAtOnce.addEventListener("abort", interrupt, { signal: ended.signal });
    order(child, { tenant, task, workDir });
    return await takeReport(child);
  } finally {
    ended.abort();
    await rm(workDir, { recursive: true, force: true });
    await log.close();
  }
}

function takeReport(child: ChildProcess): Promise<Report> {
  return new Promise((resolve, reject) => {
    let received: Report | undefined;
    child.on("message", (message) => (received = message as Report));
    child.on("error", reject);
    child.on("close", (code, killedBy) => {
      const end = `its process ended (${String(killedBy ?? code)}) without a result`;
      resolve(received ?? failWith(end));
    });
  });
}

/** A process that is gone needs no orders; its end is reported elsewhere. */
function order(child: ChildProcess, message: Order): void {
  if (child.connected) child.send(message);
}

function failWith(reason: string): Report {
  return { outcome: "failed", changes: {}, reasons: [reason] };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
