/** As Graph returns it; times are ISO 8601. Source: the entity in the metadata of Graph beta. */
export interface LiveConfiguration {
  /** GUID in lower case. */
  id: string;
  displayName: string;
  description: string | null;
  /** In base64; null if Graph did not return it. */
  payload: string | null;
  payloadFileName: string;
  expirationDateTime: string | null;
  roleScopeTagIds: string[] | null;
  createdDateTime: string;
  lastModifiedDateTime: string;
  version: number;
}

export type ConfigurationContent = Pick<
  LiveConfiguration,
  "displayName" | "description" | "payloadFileName" | "expirationDateTime" | "roleScopeTagIds"
> & {
  payload: string;
};

export type NewConfiguration = Partial<ConfigurationContent> &
  Pick<ConfigurationContent, "displayName" | "payload" | "payloadFileName">;

/**
 * One device's status; empty texts if Graph has none.
 * Source: `managedDeviceMobileAppConfigurationDeviceStatus` in the metadata of Graph beta.
 */
export interface DeviceStatus {
  id: string;
  deviceDisplayName: string;
  deviceModel: string;
  userName: string;
  userPrincipalName: string;
  /** In Graph's words: `compliant`, `nonCompliant`, `error`, `notApplicable` and others. */
  status: string;
  /** ISO 8601. */
  lastReportedDateTime: string;
}
