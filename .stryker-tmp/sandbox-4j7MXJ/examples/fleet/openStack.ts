// @ts-nocheck
import { LocalWorkspace, type PulumiFn, type Stack } from "@pulumi/pulumi/automation/index.js";
import type { Tenant } from "./tenant.ts";

export const projectName = "fleet";

/** A tenant's stack, in the backend that `PULUMI_BACKEND_URL` names, with its settings in its configuration. */
export function openStack(tenant: Tenant, workDir: string, program: PulumiFn): Promise<Stack> {
  return LocalWorkspace.createOrSelectStack(
    { stackName: tenant.name, projectName, program },
    {
      workDir,
      // Dynamic providers are found from the folder of the program.
      projectSettings: { name: projectName, runtime: "nodejs", main: import.meta.dirname },
      stackSettings: { [tenant.name]: { config: toConfig(tenant) } },
      envVars: { PULUMI_SKIP_UPDATE_CHECK: "true" },
    },
  );
}

function toConfig(tenant: Tenant): Record<string, string> {
  const settings = {
    environment: tenant.environment,
    tenantId: tenant.tenantId,
    clientId: tenant.clientId,
    // A token of another tenant, by whatever mistake, sends nothing.
    expectedTenantId: tenant.tenantId,
    ...tenant.settings,
  };
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [`intune:${key}`, value]),
  );
}
