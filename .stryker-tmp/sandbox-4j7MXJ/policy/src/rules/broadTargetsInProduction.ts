// @ts-nocheck
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { assignmentsType } from "../intuneResources.js";
import { readProperty } from "../readProperty.js";
import { readTargets, targetTypes } from "../readTargets.js";
import { validateType } from "../validateType.js";

interface Options {
  productionStacks: string[];
  allowedResourceNames: string[];
  allowedConfigurationIds: string[];
}

const broadTypes: readonly string[] = [targetTypes.allUsers, targetTypes.allDevices];

/** All users or all devices, in a production stack, only where somebody has said so outside the program. */
export const broadTargetsInProduction: ResourceValidationPolicy = {
  name: "broad-targets-in-production",
  displayName: "No All Users or All Devices in production",
  description: "In production a profile is assigned to groups, unless an allowance names it.",
  enforcementLevel: "mandatory",
  configSchema: {
    properties: {
      productionStacks: {
        description: "Regular expressions; a stack is production where one matches its name.",
        type: "array",
        items: { type: "string", format: "regex" },
        // In any case: a pattern cannot say so otherwise.
        default: ["(^|[-_.])[Pp][Rr][Oo][Dd]([Uu][Cc][Tt][Ii][Oo][Nn])?($|[-_.])"],
      },
      allowedResourceNames: {
        description: "Names of assignment resources that may, as the program gives them.",
        type: "array",
        items: { type: "string" },
        default: [],
      },
      allowedConfigurationIds: {
        description: "GUIDs of configurations that may be assigned so.",
        type: "array",
        items: { type: "string" },
        default: [],
      },
    },
  },
  validateResource: validateType(assignmentsType, ({ properties, args, report }) => {
    const options = args.getConfig<Options>();
    const stack = readStackName(args.urn);
    if (!options.productionStacks.some((pattern) => new RegExp(pattern).test(stack))) return;
    if (options.allowedResourceNames.includes(args.name)) return;
    const configurationId = String(readProperty(properties, "configurationId")).toLowerCase();
    const allowedIds = options.allowedConfigurationIds.map((id) => id.toLowerCase());
    if (allowedIds.includes(configurationId)) return;
    for (const type of readTargets(properties).types) {
      if (broadTypes.includes(type)) report(describe(type, stack));
    }
  }),
};

function describe(type: string, stack: string): string {
  return (
    `assignments has ${type}, and the stack ${stack} is production. Assign to groups instead, or have this policy's ` +
    "configuration allow it: by the resource's name in allowedResourceNames, or by the configuration's id in " +
    "allowedConfigurationIds."
  );
}

/** `urn:pulumi:<stack>::<project>::…` */
function readStackName(urn: string): string {
  return urn.split("::", 1)[0]?.split(":").at(-1) ?? "";
}
