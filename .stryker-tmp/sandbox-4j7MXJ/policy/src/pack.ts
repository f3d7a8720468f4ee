// @ts-nocheck
import { PolicyPack } from "@pulumi/policy";
import { policies } from "./policies.js";

/** What `--policy-pack` runs: all rules, each at its own level unless the pack's configuration says otherwise. */
new PolicyPack("intune-provisioning", { policies });
