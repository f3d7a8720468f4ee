// @ts-nocheck
import type { AssignmentTargetType } from "pulumi-intune-provisioning";
import { notKnownYet, readProperty, type Properties } from "./readProperty.js";

/** What is known of a set of assignments. */
export interface Targets {
  /** The type of each entry, once per entry. */
  types: string[];
  /** Whether there may be entries besides: a preview can't tell yet. */
  mayHaveMore: boolean;
}

/** Names of targets, held to the provider's by the compiler. */
export const targetTypes = {
  allUsers: "allLicensedUsersAssignmentTarget",
  allDevices: "allDevicesAssignmentTarget",
  group: "groupAssignmentTarget",
  exclusionGroup: "exclusionGroupAssignmentTarget",
  configurationManager: "configurationManagerCollectionAssignmentTarget",
} as const satisfies Record<string, AssignmentTargetType>;

/**
 * The targets of `assignments`, in whichever form a release of the provider records them: a list, or a map whose keys are
 * labels, `<type> <id>`, and whose values may leave out what the label says.
 */
export function readTargets(resource: Properties): Targets {
  const set = readProperty(resource, "assignments");
  if (set === notKnownYet) return { types: [], mayHaveMore: true };
  if (typeof set !== "object" || set === null) return { types: [], mayHaveMore: false };
  const types = Object.keys(set).map((label) =>
    readType(readProperty(set as Properties, label), label),
  );
  const known = types.filter((type) => type !== notKnownYet);
  return { types: known, mayHaveMore: known.length < types.length };
}

function readType(entry: unknown, label: string): string | typeof notKnownYet {
  if (entry === notKnownYet) return notKnownYet;
  const type =
    typeof entry === "object" && entry !== null
      ? readProperty(entry as Properties, "type")
      : undefined;
  if (type === notKnownYet || typeof type === "string") return type;
  return parseLabel(label);
}

/** `not known yet [0]` is the label of an entry of which a part is not known yet. */
function parseLabel(label: string): string | typeof notKnownYet {
  if (label.startsWith("not known yet")) return notKnownYet;
  // Graph may hold one target twice, with two filters: the label then is the entry as JSON.
  return /^\{"type":"(\w+)"/.exec(label)?.[1] ?? label.split(" ", 1)[0] ?? label;
}
