import * as pulumi from "@pulumi/pulumi";
import { IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";

// Every team runs this program as a stack of its own. In additive mode each owns the entries that it declares, and leaves
// those of the others alone: on update, on destroy, and when it looks for drift.
const config = new pulumi.Config();

new IosLobAppProvisioningConfigurationAssignments("share", {
  configurationId: config.require("configurationId"),
  assignments: config.requireObject<string[]>("groupIds").map((id) => target.group(id)),
  mode: "additive",
});
