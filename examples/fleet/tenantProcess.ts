import { runTenant } from "./runTenant.ts";
import type { TenantRun } from "./tenantRun.ts";

/** What the fleet sends a tenant's process: first what to do, later perhaps to stop. */
export type Order = TenantRun | "stop";

const stop = new AbortController();

/** The process of one tenant: takes its task as a message, and answers with a report. */
process.on("message", (order: Order) => {
  if (order === "stop") {
    stop.abort();
    return;
  }
  void runTenant(order, stop.signal).then((report) => {
    process.send?.(report, () => {
      process.disconnect();
    });
  });
});
// Sent to the whole group, for the engine: this process still has to report.
process.on("SIGINT", () => undefined);
// Whoever would take the report is gone.
process.on("disconnect", () => {
  stop.abort();
});
