import * as pulumi from "@pulumi/pulumi";
import {
  IosLobAppProvisioningConfigurationAssignments,
  Provider,
  target,
  type ProviderArgs,
} from "pulumi-intune-provisioning/native";

interface Tenant {
  name: string;
  /** Settings of docs/settings.md that differ between the tenants; the rest comes from the environment. */
  settings: ProviderArgs;
  configurationId: string;
  groupIds: string[];
}

// pulumi config set --path 'tenants[0].name' contoso
// pulumi config set --path 'tenants[0].settings.tenantId' 7f1c2b3a-0d4e-4f5a-8b6c-9d0e1f2a3b4c
// pulumi config set --path 'tenants[0].configurationId' 5f3c1c2e-8f0e-4d5b-9d60-0d3a1f6a7b11
// pulumi config set --path 'tenants[0].groupIds[0]' 0f2b8a52-93b4-4a0a-8f57-6f1f3f1f4a01
// pulumi config set --secret contoso-secret
const config = new pulumi.Config();

for (const tenant of config.requireObject<Tenant[]>("tenants")) {
  const provider = new Provider(tenant.name, {
    ...tenant.settings,
    clientSecret: config.requireSecret(`${tenant.name}-secret`),
  });
  new IosLobAppProvisioningConfigurationAssignments(
    tenant.name,
    {
      configurationId: tenant.configurationId,
      assignments: tenant.groupIds.map((id) => target.group(id)),
    },
    { provider },
  );
}
