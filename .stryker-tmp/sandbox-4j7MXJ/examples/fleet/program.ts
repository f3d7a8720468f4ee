// @ts-nocheck
import { IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";
import type { Tenant } from "./tenant.ts";

/** The one program of the fleet: each tenant's stack declares the tenant's profiles. */
export default function declareTenant(tenant: Tenant): void {
  for (const { name, configurationId, groupIds } of tenant.profiles) {
    new IosLobAppProvisioningConfigurationAssignments(name, {
      configurationId,
      assignments: groupIds.map((id) => target.group(id)),
    });
  }
}
