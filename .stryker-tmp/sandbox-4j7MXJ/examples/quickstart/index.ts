// @ts-nocheck
import * as pulumi from "@pulumi/pulumi";
import { ProvisionedApp, target } from "pulumi-intune-provisioning";

// pulumi config set profile profiles/field-service.mobileprovision
// pulumi config set groupIds '["0f2b8a52-93b4-4a0a-8f57-6f1f3f1f4a01"]'
// pulumi config set excludedGroupIds '["7c9d4c11-5b0e-4d7c-9a43-2f8b6f0f4a02"]'   (may be left out)
const config = new pulumi.Config();

const fieldService = new ProvisionedApp("Field Service", {
  payload: config.require("profile"),
  assignments: [
    ...config.requireObject<string[]>("groupIds").map((id) => target.group(id)),
    ...(config.getObject<string[]>("excludedGroupIds") ?? []).map(target.exclusionGroup),
  ],
});

export const { configurationId, expirationDateTime } = fieldService;
