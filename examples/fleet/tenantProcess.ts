import type { Task } from "./result.ts";
import { runTenant } from "./runTenant.ts";
import type { Tenant } from "./tenant.ts";

/** The process of one tenant: takes it as a message, and answers with a report. */
process.once("message", ({ tenant, task }: { tenant: Tenant; task: Task }) => {
  void runTenant(tenant, task).then((report) => {
    process.send?.(report, () => {
      process.disconnect();
    });
  });
});
