import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { findListed } from "../findListed.js";
import { assignmentsType, configurationType } from "../intuneResources.js";
import { readMode } from "../readMode.js";
import { describeUnreadable, notKnownYet } from "../readProperty.js";

/** In authoritative mode a stack says the whole set of a configuration; that is for the stack that owns it. */
export const ownedConfigurations: StackValidationPolicy = {
  name: "owned-configurations",
  displayName: "Authoritative only where owned",
  description:
    "Authoritative mode is for configurations that the same stack creates, or that a list names.",
  enforcementLevel: "advisory",
  configSchema: {
    properties: {
      ownedConfigurationIds: {
        description: "GUIDs of configurations that the stack owns though it does not create them.",
        type: "array",
        items: { type: "string" },
        default: [],
      },
    },
  },
  validateStack: (args, report) => {
    const { ownedConfigurationIds } = args.getConfig<{ ownedConfigurationIds: string[] }>();
    for (const resource of args.resources) {
      if (resource.type !== assignmentsType || isOfThisStack(resource)) continue;
      const mode = readMode(resource.props);
      // Where the mode is not known yet, the update shows it.
      if (mode === "additive" || mode === notKnownYet) continue;
      const listed = findListed(resource.props, ownedConfigurationIds);
      if (listed === "listed") continue;
      if (mode === "unreadable") report(describeUnreadable("mode"), resource.urn);
      else if (listed === "unreadable") report(describeUnreadable("configurationId"), resource.urn);
      else report(notOwned, resource.urn);
    }
  },
};

const notOwned =
  "the set is authoritative, and its configurationId comes from no configuration of this stack. Set mode to " +
  '"additive", take the id from the configuration resource, or list it in this policy\'s ownedConfigurationIds.';

/** The engine records which resources a property was computed from; literal ids have none. */
function isOfThisStack({ propertyDependencies }: PolicyResource): boolean {
  return (propertyDependencies["configurationId"] ?? []).some(
    ({ type }) => type === configurationType,
  );
}
