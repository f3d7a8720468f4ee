import type { ResourceValidationPolicy } from "@pulumi/policy";
import { assignmentsType } from "../intuneResources.js";
import { describeUnreadable } from "../readProperty.js";
import { readTargets, targetTypes } from "../readTargets.js";
import { validateType } from "../validateType.js";

/** Graph's metadata offers such a target to every kind of object; collections of Configuration Manager hold no iOS devices. */
export const configurationManagerTargets: ResourceValidationPolicy = {
  name: "configuration-manager-targets",
  displayName: "No collections of Configuration Manager",
  description: "An iOS profile is not assigned to a collection of Configuration Manager.",
  enforcementLevel: "mandatory",
  configSchema: {
    properties: {
      allowedResourceNames: {
        description: "Names of assignment resources that may, as the program gives them.",
        type: "array",
        items: { type: "string" },
        default: [],
      },
    },
  },
  validateResource: validateType(assignmentsType, ({ properties, args, report }) => {
    const { allowedResourceNames } = args.getConfig<{ allowedResourceNames: string[] }>();
    if (allowedResourceNames.includes(args.name)) return;
    const { types, isReadable } = readTargets(properties);
    if (!isReadable) report(describeUnreadable("assignments"));
    if (!types.includes(targetTypes.configurationManager)) return;
    report(
      `assignments has ${targetTypes.configurationManager}: a collection of Configuration Manager, which holds no iOS ` +
        "devices. Assign to an Entra group instead.",
    );
  }),
};
