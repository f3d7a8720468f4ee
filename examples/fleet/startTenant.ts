import { fork, type ChildProcess } from "node:child_process";
import { open } from "node:fs/promises";
import { join } from "node:path";
import type { Result, Task } from "./result.ts";
import type { Report } from "./runTenant.ts";
import type { Tenant } from "./tenant.ts";
import type { Order } from "./tenantProcess.ts";

export interface StartOptions {
  task: Task;
  logFolder: string;
  /** Lets the tenant end in good order, as soon as it can. */
  signal: AbortSignal;
}

/**
 * Runs one tenant in a process of its own, and its output into `<logFolder>/<name>.log`.
 *
 * Inline programs of one process are not apart from each other: each listens to the process's unhandled rejections, so that a
 * mistake in one program fails all that run beside it (automation/server.js in `@pulumi/pulumi`).
 */
export async function startTenant(tenant: Tenant, options: StartOptions): Promise<Result> {
  const { task, logFolder, signal } = options;
  if (signal.aborted)
    return { name: tenant.name, ...failWith("not started: the fleet was stopped"), seconds: 0 };
  const startedMs = performance.now();
  const logFile = join(logFolder, `${tenant.name}.log`);
  const log = await open(logFile, "w");
  try {
    const child = fork(join(import.meta.dirname, "tenantProcess.ts"), {
      stdio: ["ignore", log.fd, log.fd, "ipc"],
      // In a group of its own: ^C in a terminal would reach Pulumi there a second time, which ends it in the middle.
      detached: true,
    });
    const stop = (): void => {
      order(child, "stop");
    };
    signal.addEventListener("abort", stop);
    const report = await new Promise<Report>((resolve) => {
      let received: Report | undefined;
      child.on("message", (message) => (received = message as Report));
      child.on("error", ({ message }) => {
        resolve(failWith(`its process did not start: ${message}`));
      });
      child.on("close", (code, killedBy) => {
        signal.removeEventListener("abort", stop);
        const end = `its process ended (${String(killedBy ?? code)}) without a result, see ${logFile}`;
        resolve(received ?? failWith(end));
      });
      order(child, { tenant, task });
    });
    return { name: tenant.name, ...report, seconds: (performance.now() - startedMs) / 1000 };
  } finally {
    await log.close();
  }
}

/** A process that is gone needs no orders; its end is reported elsewhere. */
function order(child: ChildProcess, message: Order): void {
  if (child.connected) child.send(message);
}

function failWith(reason: string): Report {
  return { outcome: "failed", changes: {}, reasons: [reason] };
}
