/** As it is in Intune. Times are ISO 8601, as Graph spells them. Source: the entity in the metadata of Graph beta. */
export interface LiveConfiguration {
  /** GUID, in lower case. */
  id: string;
  displayName: string;
  description: string | null;
  /** The profile in base64; null where Graph did not return it, which says nothing of what it holds. */
  payload: string | null;
  payloadFileName: string;
  expirationDateTime: string | null;
  roleScopeTagIds: string[] | null;
  createdDateTime: string;
  lastModifiedDateTime: string;
  version: number;
}

/** What a client sets of a configuration; the rest is the service's. */
export type ConfigurationContent = Pick<
  LiveConfiguration,
  "displayName" | "description" | "payloadFileName" | "expirationDateTime" | "roleScopeTagIds"
> & {
  payload: string;
};

export type NewConfiguration = Partial<ConfigurationContent> &
  Pick<ConfigurationContent, "displayName" | "payload" | "payloadFileName">;

/**
 * How one device stands to a configuration; empty texts where Graph says nothing.
 * Source: `managedDeviceMobileAppConfigurationDeviceStatus` in the metadata of Graph beta.
 */
export interface DeviceStatus {
  id: string;
  deviceDisplayName: string;
  deviceModel: string;
  userName: string;
  userPrincipalName: string;
  /** As Graph names it: `compliant`, `nonCompliant`, `error`, `notApplicable`, and the like. */
  status: string;
  /** ISO 8601. */
  lastReportedDateTime: string;
}
