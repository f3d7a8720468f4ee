export type EdmType =
  | "Edm.String"
  | "Edm.Int32"
  | "Edm.Boolean"
  | "Edm.Binary"
  | "Edm.DateTimeOffset"
  | `graph.${string}`
  | `Collection(${string})`;

export interface EdmProperty {
  readonly type: EdmType;
  readonly notNull?: true;
}

/** Or the parameters of an action. */
export interface EdmStructure {
  readonly baseType?: string;
  readonly properties: Readonly<Record<string, EdmProperty>>;
  readonly navigation?: readonly string[];
  /** Beyond the metadata: our guess at the service's checks. */
  readonly required?: readonly string[];
}

const target = "deviceAndAppManagementAssignmentTarget";
const groupTarget = "groupAssignmentTarget";
const requiredProfile = ["displayName", "payload", "payloadFileName"];

/** By unqualified name. Source: Graph's beta metadata, except `required`. */
const edmStructures: Readonly<Record<string, EdmStructure>> = {
  entity: { properties: { id: { type: "Edm.String", notNull: true } } },
  iosLobAppProvisioningConfiguration: {
    baseType: "entity",
    properties: {
      createdDateTime: { type: "Edm.DateTimeOffset", notNull: true },
      description: { type: "Edm.String" },
      displayName: { type: "Edm.String", notNull: true },
      expirationDateTime: { type: "Edm.DateTimeOffset" },
      lastModifiedDateTime: { type: "Edm.DateTimeOffset", notNull: true },
      payload: { type: "Edm.Binary", notNull: true },
      payloadFileName: { type: "Edm.String", notNull: true },
      roleScopeTagIds: { type: "Collection(Edm.String)" },
      version: { type: "Edm.Int32", notNull: true },
    },
    navigation: ["assignments", "deviceStatuses", "groupAssignments", "userStatuses"],
    required: requiredProfile,
  },
  iosLobAppProvisioningConfigurationAssignment: {
    baseType: "entity",
    properties: { target: { type: `graph.${target}` } },
    required: ["target"],
  },
  mobileAppProvisioningConfigGroupAssignment: {
    baseType: "entity",
    properties: { targetGroupId: { type: "Edm.String" } },
    required: ["targetGroupId"],
  },
  // Abstract in the metadata; Microsoft's own examples send it.
  [target]: {
    properties: {
      deviceAndAppManagementAssignmentFilterId: { type: "Edm.String" },
      deviceAndAppManagementAssignmentFilterType: {
        type: "graph.deviceAndAppManagementAssignmentFilterType",
        notNull: true,
      },
    },
  },
  allDevicesAssignmentTarget: { baseType: target, properties: {} },
  allLicensedUsersAssignmentTarget: { baseType: target, properties: {} },
  [groupTarget]: {
    baseType: target,
    properties: { groupId: { type: "Edm.String" } },
    required: ["groupId"],
  },
  exclusionGroupAssignmentTarget: { baseType: groupTarget, properties: {} },
  configurationManagerCollectionAssignmentTarget: {
    baseType: target,
    properties: { collectionId: { type: "Edm.String" } },
    required: ["collectionId"],
  },
  group: {
    baseType: "entity",
    properties: {
      displayName: { type: "Edm.String" },
      description: { type: "Edm.String" },
      groupTypes: { type: "Collection(Edm.String)" },
      mailEnabled: { type: "Edm.Boolean" },
      securityEnabled: { type: "Edm.Boolean" },
    },
  },
  assign: {
    properties: {
      appProvisioningConfigurationGroupAssignments: {
        type: "Collection(graph.mobileAppProvisioningConfigGroupAssignment)",
      },
      iOSLobAppProvisioningConfigAssignments: {
        type: "Collection(graph.iosLobAppProvisioningConfigurationAssignment)",
      },
    },
  },
  hasPayloadLinks: {
    properties: { payloadIds: { type: "Collection(Edm.String)", notNull: true } },
    required: ["payloadIds"],
  },
};

/** By unqualified name. Source: the metadata. */
export const edmEnumerations: Readonly<Record<string, readonly string[]>> = {
  deviceAndAppManagementAssignmentFilterType: ["none", "include", "exclude"],
};

/** The declared type is abstract, so a value must name its own. */
export const typesToBeNamed: ReadonlySet<string> = new Set([target]);

/** A name such as `constructor` is not one. */
export function findStructure(name: string): EdmStructure | undefined {
  return Object.hasOwn(edmStructures, name) ? edmStructures[name] : undefined;
}

export function findProperty(type: string, name: string): EdmProperty | undefined {
  const owner = listLineage(type).find(({ properties }) => Object.hasOwn(properties, name));
  return owner?.properties[name];
}

export function listLineage(name: string): EdmStructure[] {
  const structure = findStructure(name);
  if (structure === undefined) return [];
  return [structure, ...(structure.baseType ? listLineage(structure.baseType) : [])];
}

export function isDerivedFrom(name: string, base: string): boolean {
  if (name === base) return true;
  const parent = findStructure(name)?.baseType;
  return parent !== undefined && isDerivedFrom(parent, base);
}
