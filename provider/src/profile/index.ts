/** For scripts that check a profile: needs neither Pulumi nor Graph. */
export type { ProvisioningProfile } from "../domain/provisioningProfile.js";
export {
  findProfileProblems,
  type ProfileExpectations,
  type ProfileFindings,
} from "./findProfileProblems.js";
export { readProfile, type ReadProfile } from "./readProfile.js";
