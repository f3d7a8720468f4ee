import * as pulumi from "@pulumi/pulumi";
import { ProvisionedApp, target } from "pulumi-intune-provisioning";

const config = new pulumi.Config();

const fieldService = new ProvisionedApp("Field Service", {
  payload: config.require("profile"),
  assignments: [
    ...config.requireObject<string[]>("groupIds").map((id) => target.group(id)),
    ...(config.getObject<string[]>("excludedGroupIds") ?? []).map(target.exclusionGroup),
  ],
});

export const { configurationId, expirationDateTime } = fieldService;
