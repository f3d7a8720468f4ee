/** The objects of the emulated tenant, in the words of the wire. Types and names: Graph's metadata. */

/** An `iosLobAppProvisioningConfiguration`, without its navigation properties. */
export interface Configuration {
  readonly id: string;
  readonly displayName: string;
  readonly description: string | null;
  /** Base64. */
  readonly payload: string;
  readonly payloadFileName: string;
  readonly roleScopeTagIds: readonly string[] | null;
  readonly expirationDateTime: string | null;
  readonly createdDateTime: string;
  readonly lastModifiedDateTime: string;
  readonly version: number;
}

/** A `deviceAndAppManagementAssignmentTarget` or one of the types derived from it. */
export interface AssignmentTarget {
  readonly "@odata.type": string;
  readonly groupId?: string;
  readonly collectionId?: string;
  readonly deviceAndAppManagementAssignmentFilterId?: string | null;
  readonly deviceAndAppManagementAssignmentFilterType?: string;
}

/** An `iosLobAppProvisioningConfigurationAssignment`; a group assignment is kept in the same form. */
export interface Assignment {
  readonly id: string;
  readonly target: AssignmentTarget;
}

/** A group of the directory. */
export interface Group {
  readonly id: string;
  readonly displayName: string;
  readonly description: string | null;
  /** `Unified` (Microsoft 365) and `DynamicMembership`. */
  readonly groupTypes: readonly string[];
  readonly mailEnabled: boolean;
  readonly securityEnabled: boolean;
}

/** Prefix of the names of Graph's types. */
export const typePrefix = "#microsoft.graph.";

/** The unqualified name in an `@odata.type`, which Graph accepts with and without `#`. */
export function nameType(odataType: string): string {
  return odataType.replace(/^#?microsoft\.graph\./u, "");
}

/** A target that includes the members of a group. */
export function targetGroup(groupId: string): AssignmentTarget {
  return { "@odata.type": `${typePrefix}groupAssignmentTarget`, groupId };
}

/** A line that is equal for two targets of the same kind at the same group or collection. */
export function keyTarget(target: AssignmentTarget): string {
  const aimedAt = target.groupId ?? target.collectionId ?? "";
  return `${nameType(target["@odata.type"])} ${aimedAt}`.toLowerCase();
}
