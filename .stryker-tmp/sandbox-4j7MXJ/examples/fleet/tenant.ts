/** A tenant of the fleet, as it stands in the tenants' file. */
// @ts-nocheck

export interface Tenant {
  /** Names the stack: letters, digits, `-`, `_` and `.`. */
  name: string;
  tenantId: string;
  /** The application that signs in there; how, the environment says (docs/settings.md). */
  clientId: string;
  /** The cloud, as in `intune:environment`. */
  environment: string;
  profiles: Profile[];
  /** Further settings of the stack, by their key after `intune:`, such as `graphEndpoint`. */
  settings?: Record<string, string>;
}

/** Who gets one iOS app provisioning configuration. */
export interface Profile {
  /** Names the resource. */
  name: string;
  configurationId: string;
  groupIds: string[];
}
