// @ts-nocheck
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { assignmentsType } from "../intuneResources.js";
import { readProperty, type Properties } from "../readProperty.js";
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
    const { additiveSets } = args.getConfig<{ additiveSets: boolean }>();
    const mode = readProperty(properties, "mode") ?? "authoritative";
    if (mode !== "authoritative" && !additiveSets) return;
    const { types, mayHaveMore } = readTargets(properties);
    const excludes = types.includes(targetTypes.exclusionGroup);
    const includes = types.some((type) => type !== targetTypes.exclusionGroup);
    if (!excludes || includes || mayHaveMore || mayHaveOlderGroups(properties)) return;
    report(
      "assignments leaves groups out and includes nobody, so that nobody gets the profile. Declare who does: a group, " +
        "all users or all devices; or drop the exclusions.",
    );
  }),
};

/** The older collection includes groups too. */
function mayHaveOlderGroups(properties: Properties): boolean {
  const groups = readProperty(properties, "groupAssignments");
  return typeof groups === "symbol" || Object.keys(groups ?? {}).length > 0;
}
