import type { AssignmentTargetType } from "pulumi-intune-provisioning";
import { isObject, notKnownYet, readProperty, type Properties } from "./readProperty.js";

/** What is known of a set of assignments. */
export interface Targets {
  /** The type of each entry that can be read, once per entry. */
  types: AssignmentTargetType[];
  /** Whether there may be entries besides that a preview does not know yet. */
  mayHaveMore: boolean;
  /** False where the set, or an entry, is of no form that a release of the provider records. */
  isReadable: boolean;
}

/** Names of targets, held to the provider's by the compiler. */
export const targetTypes = {
  allUsers: "allLicensedUsersAssignmentTarget",
  allDevices: "allDevicesAssignmentTarget",
  group: "groupAssignmentTarget",
  exclusionGroup: "exclusionGroupAssignmentTarget",
  configurationManager: "configurationManagerCollectionAssignmentTarget",
} as const satisfies Record<string, AssignmentTargetType>;

/** Complete: the compiler refuses a target of the provider that is missing. */
const knownTypes: Readonly<Record<AssignmentTargetType, true>> = {
  [targetTypes.allUsers]: true,
  [targetTypes.allDevices]: true,
  [targetTypes.group]: true,
  [targetTypes.exclusionGroup]: true,
  [targetTypes.configurationManager]: true,
};

/**
 * The targets of `assignments`, in whichever form a release of the provider records them: a list, or a map whose keys are
 * labels, `<type> <id>`, and whose values may leave out what the label says.
 */
export function readTargets(resource: Properties): Targets {
  const set = readProperty(resource, "assignments");
  if (set === notKnownYet) return { types: [], mayHaveMore: true, isReadable: true };
  if (!isObject(set)) return { types: [], mayHaveMore: false, isReadable: false };
  const found = Object.keys(set).map((label) => readType(readProperty(set, label), label));
  const types = found.filter(isTargetType);
  const unknown = found.filter((type) => type === notKnownYet);
  return {
    types,
    mayHaveMore: unknown.length > 0,
    isReadable: types.length + unknown.length === found.length,
  };
}

function isTargetType(type: unknown): type is AssignmentTargetType {
  return typeof type === "string" && Object.hasOwn(knownTypes, type);
}

function readType(entry: unknown, label: string): unknown {
  if (entry === notKnownYet) return notKnownYet;
  const type = isObject(entry) ? readProperty(entry, "type") : undefined;
  return type ?? parseLabel(label);
}

/** `not known yet [0]` is the label of an entry of which a part is not known yet. */
function parseLabel(label: string): unknown {
  if (label.startsWith("not known yet")) return notKnownYet;
  // Graph may hold one target twice, with two filters: the label then is the entry as JSON.
  return /^\{"type":"(\w+)"/.exec(label)?.[1] ?? label.split(" ", 1)[0];
}
