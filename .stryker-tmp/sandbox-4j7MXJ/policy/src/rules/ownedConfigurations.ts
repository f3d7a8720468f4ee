// @ts-nocheck
import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { assignmentsType, configurationType } from "../intuneResources.js";
import { readProperty } from "../readProperty.js";

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
    const ownedIds = new Set(ownedConfigurationIds.map((id) => id.toLowerCase()));
    for (const resource of args.resources) {
      if (resource.type !== assignmentsType || !isAuthoritative(resource)) continue;
      if (isOfThisStack(resource)) continue;
      const configurationId = readProperty(resource.props, "configurationId");
      if (typeof configurationId === "string" && ownedIds.has(configurationId.toLowerCase()))
        continue;
      report(
        "the set is authoritative, and its configurationId comes from no configuration of this stack. Set mode to " +
          '"additive", take the id from the configuration resource, or list it in this policy\'s ownedConfigurationIds.',
        resource.urn,
      );
    }
  },
};

/** Where the mode is not known yet, the update will tell. */
function isAuthoritative({ props }: PolicyResource): boolean {
  return (readProperty(props, "mode") ?? "authoritative") === "authoritative";
}

/** The engine records which resources a property was computed from; literal ids have none. */
function isOfThisStack({ propertyDependencies }: PolicyResource): boolean {
  return (propertyDependencies["configurationId"] ?? []).some(
    ({ type }) => type === configurationType,
  );
}
