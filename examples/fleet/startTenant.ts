import { fork } from "node:child_process";
import { open } from "node:fs/promises";
import { join } from "node:path";
import type { Result, Task } from "./result.ts";
import type { Report } from "./runTenant.ts";
import type { Tenant } from "./tenant.ts";

/**
 * Runs one tenant in a process of its own, and its output into `<logFolder>/<name>.log`.
 *
 * Inline programs of one process are not apart from each other: each listens to the process's unhandled rejections, so that a
 * mistake in one program fails all that run beside it (automation/server.js in `@pulumi/pulumi`).
 */
export async function startTenant(tenant: Tenant, task: Task, logFolder: string): Promise<Result> {
  const startedMs = performance.now();
  const logFile = join(logFolder, `${tenant.name}.log`);
  const log = await open(logFile, "w");
  try {
    const child = fork(join(import.meta.dirname, "tenantProcess.ts"), {
      stdio: ["ignore", log.fd, log.fd, "ipc"],
    });
    const report = await new Promise<Report>((resolve) => {
      let received: Report | undefined;
      child.on("message", (message) => (received = message as Report));
      child.on("error", ({ message }) => {
        resolve(failWith(`its process did not start: ${message}`));
      });
      child.on("close", (code, signal) => {
        const end = `its process ended (${String(signal ?? code)}) without a result, see ${logFile}`;
        resolve(received ?? failWith(end));
      });
      child.send({ tenant, task });
    });
    return { name: tenant.name, ...report, seconds: (performance.now() - startedMs) / 1000 };
  } finally {
    await log.close();
  }
}

function failWith(reason: string): Report {
  return { outcome: "failed", changes: {}, reasons: [reason] };
}
