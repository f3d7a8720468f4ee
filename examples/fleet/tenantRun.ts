import type { Task } from "./result.ts";
import type { Tenant } from "./tenant.ts";

/** What one tenant's process is for. */
export interface TenantRun {
  tenant: Tenant;
  task: Task;
  /** A folder of its own, for the project's and the stack's settings and the plan. */
  workDir: string;
}
