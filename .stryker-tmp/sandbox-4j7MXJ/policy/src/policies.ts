// @ts-nocheck
import type { Policies } from "@pulumi/policy";
import { broadTargetsInProduction } from "./rules/broadTargetsInProduction.js";
import { configurationManagerTargets } from "./rules/configurationManagerTargets.js";
import { exclusionNeedsInclusion } from "./rules/exclusionNeedsInclusion.js";
import { ownedConfigurations } from "./rules/ownedConfigurations.js";
import { createProfileExpiry } from "./rules/profileExpiry.js";

/** Every rule of the pack, for a pack of your own: `new PolicyPack("contoso", { policies: [...policies, ours] })`. */
export const policies: Policies = [
  broadTargetsInProduction,
  exclusionNeedsInclusion,
  configurationManagerTargets,
  createProfileExpiry(),
  ownedConfigurations,
];
