import type { ResourceValidationPolicy } from "@pulumi/policy";
import { assignmentsType } from "../intuneResources.js";
import { readMode } from "../readMode.js";
import {
  describeUnreadable,
  isObject,
  notKnownYet,
  readProperty,
  type Properties,
} from "../readProperty.js";
import { readTargets, targetTypes } from "../readTargets.js";
import { validateType } from "../validateType.js";

/** Leaving a group out of nothing assigns nothing: mostly a slip. */
export const exclusionNeedsInclusion: ResourceValidationPolicy = {
  name: "exclusion-needs-inclusion",
  displayName: "An exclusion needs an inclusion",
  description: "A set that leaves groups out also says who gets the profile.",
  enforcementLevel: "mandatory",
  configSchema: {
    properties: {
      additiveSets: {
        description:
          "Look at sets in additive mode too, where another stack may declare who gets it.",
        type: "boolean",
        default: false,
      },
    },
  },
  validateResource: validateType(assignmentsType, ({ properties, args, report }) => {
    const fault = findFault(properties, args.getConfig<{ additiveSets: boolean }>());
    if (fault !== undefined) report(fault);
  }),
};

function findFault(
  properties: Properties,
  { additiveSets }: { additiveSets: boolean },
): string | undefined {
  const mode = additiveSets ? "authoritative" : readMode(properties);
  if (mode === "additive" || mode === notKnownYet) return undefined;
  const { types, mayHaveMore, isReadable } = readTargets(properties);
  const includes = types.some((type) => type !== targetTypes.exclusionGroup);
  if (includes || mayHaveMore || mayHaveOlderGroups(properties)) return undefined;
  if (!isReadable) return describeUnreadable("assignments");
  if (types.length === 0) return undefined;
  if (mode === "unreadable") return describeUnreadable("mode");
  return isObject(readOlderGroups(properties))
    ? onlyExclusions
    : describeUnreadable("groupAssignments");
}

const onlyExclusions =
  "assignments leaves groups out and includes nobody, so that nobody gets the profile. Declare who does: a group, " +
  "all users or all devices; or drop the exclusions.";

/** The older collection includes groups too. */
function mayHaveOlderGroups(properties: Properties): boolean {
  const groups = readOlderGroups(properties);
  return groups === notKnownYet || (isObject(groups) && Object.keys(groups).length > 0);
}

function readOlderGroups(properties: Properties): unknown {
  return readProperty(properties, "groupAssignments") ?? {};
}
