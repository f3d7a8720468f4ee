import type { ReportViolation, ResourceValidation, ResourceValidationArgs } from "@pulumi/policy";
import type { Properties } from "./readProperty.js";

/** What a rule looks at, and where it says what is wrong. */
export interface Finding {
  properties: Properties;
  args: ResourceValidationArgs;
  report: ReportViolation;
}

/** A rule about what a program declares of one type of resource. */
export function validateType(
  type: string,
  validate: (finding: Finding) => void,
): ResourceValidation {
  return (args, report) => {
    if (args.type === type && declaresSomething(args.props))
      validate({ properties: args.props, args, report });
  };
}

/** A resource that a program only reads (`get`) has no inputs but the pointer to its provider. */
function declaresSomething(inputs: Properties): boolean {
  return Object.keys(inputs).some((name) => name !== "__provider");
}
