/** The content of a tenants' file. */
export interface Fleet {
  tenants: Tenant[];
  /** What encrypts the states, such as `azurekeyvault://VAULT.vault.azure.net/keys/KEY`; a passphrase if absent. */
  secretsProvider?: string;
}

/** A tenant of the fleet, as it stands in the tenants' file. */
export interface Tenant {
  /** Names the stack: letters, digits, `-`, `_` and `.`. */
  name: string;
  tenantId: string;
  /** The application that signs in there; how, the environment says (docs/settings.md). */
  clientId: string;
  /** The cloud, as in `intune:environment`. */
  environment: string;
  profiles: Profile[];
  /** Where several entries have one tenant: which part of it this stack holds. */
  part?: string;
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
