import type { ResourceValidationPolicy } from "@pulumi/policy";
import { compileExpressions } from "../compileExpressions.js";
import { findListed } from "../findListed.js";
import { assignmentsType } from "../intuneResources.js";
import { describeUnreadable } from "../readProperty.js";
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
        description:
          "JavaScript regular expressions (flag u); a stack is production where one matches its name.",
        type: "array",
        // No format: the engine would hold them to Go's dialect.
        items: { type: "string" },
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
    const { expressions, problems } = compileExpressions(options.productionStacks);
    for (const problem of problems) report(`productionStacks has ${problem}`);
    if (!expressions.some((expression) => expression.test(stack))) return;
    if (options.allowedResourceNames.includes(args.name)) return;
    const listed = findListed(properties, options.allowedConfigurationIds);
    if (listed === "listed") return;
    const { types, isReadable } = readTargets(properties);
    const broad = types.filter((type) => broadTypes.includes(type));
    for (const type of broad) report(describe(type, stack));
    if (!isReadable) report(describeUnreadable("assignments"));
    if (listed === "unreadable" && (broad.length > 0 || !isReadable))
      report(describeUnreadable("configurationId"));
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
