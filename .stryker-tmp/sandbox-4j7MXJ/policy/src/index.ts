// @ts-nocheck
export { policies } from "./policies.js";
export { broadTargetsInProduction } from "./rules/broadTargetsInProduction.js";
export { configurationManagerTargets } from "./rules/configurationManagerTargets.js";
export { exclusionNeedsInclusion } from "./rules/exclusionNeedsInclusion.js";
export { ownedConfigurations } from "./rules/ownedConfigurations.js";
export { createProfileExpiry } from "./rules/profileExpiry.js";
