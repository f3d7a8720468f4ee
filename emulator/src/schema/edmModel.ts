/** A type of a property, in the words of the metadata. */
export type EdmType =
  | "Edm.String"
  | "Edm.Int32"
  | "Edm.Boolean"
  | "Edm.Binary"
  | "Edm.DateTimeOffset"
  | `graph.${string}`
  | `Collection(${string})`;

/** A property. */
export interface EdmProperty {
  readonly type: EdmType;
  /** Whether null is refused. */
  readonly notNull?: true;
}

/** An entity type, a complex type, or the parameters of an action. */
export interface EdmStructure {
  readonly baseType?: string;
  readonly properties: Readonly<Record<string, EdmProperty>>;
  /** Properties that lead to other entities. */
  readonly navigation?: readonly string[];
  /** What a body must have, beyond the metadata. Our guess at the service's own checks. */
  readonly required?: readonly string[];
}

const target = "deviceAndAppManagementAssignmentTarget";
const groupTarget = "groupAssignmentTarget";
const requiredProfile = ["displayName", "payload", "payloadFileName"];

/** The structures, by unqualified name. Source: Graph's beta metadata, except `required`. */
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
  // Abstract in the metadata, but Microsoft's own examples send it: so it is no error here.
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

/** The members of enumerations, by unqualified name. Source: the metadata. */
export const edmEnumerations: Readonly<Record<string, readonly string[]>> = {
  deviceAndAppManagementAssignmentFilterType: ["none", "include", "exclude"],
};

/** Complex types of which a value must name its type: the declared one is abstract. */
export const typesToBeNamed: ReadonlySet<string> = new Set([target]);

/** The structure of that name. A name such as `constructor` is not one. */
export function findStructure(name: string): EdmStructure | undefined {
  return Object.hasOwn(edmStructures, name) ? edmStructures[name] : undefined;
}

/** A property of a type or of its bases. */
export function findProperty(type: string, name: string): EdmProperty | undefined {
  const owner = listLineage(type).find(({ properties }) => Object.hasOwn(properties, name));
  return owner?.properties[name];
}

/** A type and its bases, most derived first. */
export function listLineage(name: string): EdmStructure[] {
  const structure = findStructure(name);
  if (structure === undefined) return [];
  return [structure, ...(structure.baseType ? listLineage(structure.baseType) : [])];
}

/** Is `name` the type `base` or derived from it? */
export function isDerivedFrom(name: string, base: string): boolean {
  if (name === base) return true;
  const parent = findStructure(name)?.baseType;
  return parent !== undefined && isDerivedFrom(parent, base);
}
