import * as pulumi from "@pulumi/pulumi";
import { IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";

// Every team runs this program as a stack of its own. In additive mode each owns the entries that it declares, and leaves
// those of the others alone: on update, on destroy, and when it looks for drift.
//
// pulumi config set configurationId 5f3c1c2e-8f0e-4d5b-9d60-0d3a1f6a7b11
// pulumi config set groupIds '["0f2b8a52-93b4-4a0a-8f57-6f1f3f1f4a01"]'
const config = new pulumi.Config();

new IosLobAppProvisioningConfigurationAssignments("share", {
  configurationId: config.require("configurationId"),
  assignments: config.requireObject<string[]>("groupIds").map((id) => target.group(id)),
  mode: "additive",
});
