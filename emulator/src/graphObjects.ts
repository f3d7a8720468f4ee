/** Types and names: Graph's metadata. */

/** An `iosLobAppProvisioningConfiguration`, without its navigation properties. */
export interface Configuration {
  readonly id: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly payload: string;
  readonly payloadFileName: string;
  readonly roleScopeTagIds: readonly string[] | null;
  readonly expirationDateTime: string | null;
  readonly createdDateTime: string;
  readonly lastModifiedDateTime: string;
  readonly version: number;
}

export interface AssignmentTarget {
  readonly "@odata.type": string;
  readonly groupId?: string;
  readonly collectionId?: string;
  readonly deviceAndAppManagementAssignmentFilterId?: string | null;
  readonly deviceAndAppManagementAssignmentFilterType?: string;
}

/** A group assignment is kept in the same form. */
export interface Assignment {
  readonly id: string;
  readonly target: AssignmentTarget;
}

export interface Group {
  readonly id: string;
  readonly displayName: string;
  readonly description: string | null;
  /** `Unified` (Microsoft 365) and `DynamicMembership`. */
  readonly groupTypes: readonly string[];
  readonly mailEnabled: boolean;
  readonly securityEnabled: boolean;
}

export const typePrefix = "#microsoft.graph.";

/** The unqualified name in an `@odata.type`, which Graph accepts with and without `#`. */
export function nameType(odataType: string): string {
  return odataType.replace(/^#?microsoft\.graph\./u, "");
}

export function targetGroup(groupId: string): AssignmentTarget {
  return { "@odata.type": `${typePrefix}groupAssignmentTarget`, groupId };
}

/** Equal for two targets of the same kind at the same group or collection. */
export function keyTarget(target: AssignmentTarget): string {
  const aimedAt = target.groupId ?? target.collectionId ?? "";
  return `${nameType(target["@odata.type"])} ${aimedAt}`.toLowerCase();
}
