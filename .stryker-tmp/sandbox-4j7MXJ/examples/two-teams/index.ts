// @ts-nocheck
import * as pulumi from "@pulumi/pulumi";
import { IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";

// Every team runs this program as a stack of its own. In additive mode each owns the entries that it declares, and leaves
// those of the others alone: on update, on destroy, and when it looks for drift.
//
// pulumi config set configurationId e112a086-c41f-4f0d-8698-6b24f9802932
// pulumi config set groupIds '["0f2b8a52-93b4-4a0a-8f57-6f1f3f1f4a01"]'
const config = new pulumi.Config();

new IosLobAppProvisioningConfigurationAssignments("share", {
  configurationId: config.require("configurationId"),
  assignments: config.requireObject<string[]>("groupIds").map((id) => target.group(id)),
  mode: "additive",
});
