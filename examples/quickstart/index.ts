import * as pulumi from "@pulumi/pulumi";
import { IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";

const config = new pulumi.Config();

const fieldService = new IosLobAppProvisioningConfigurationAssignments("field-service", {
  configurationId: config.require("configurationId"),
  assignments: [
    ...config.requireObject<string[]>("groupIds").map((id) => target.group(id)),
    ...(config.getObject<string[]>("excludedGroupIds") ?? []).map(target.exclusionGroup),
  ],
});

export const assignments = fieldService.assignments;
