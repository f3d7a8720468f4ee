// @ts-nocheck
import type { ReportViolation, ResourceValidation, ResourceValidationArgs } from "@pulumi/policy";
import type { Properties } from "./readProperty.js";

/** What a rule looks at, and where it says what is wrong. */
export interface Finding {
  properties: Properties;
  args: ResourceValidationArgs;
  report: ReportViolation;
}

/** A rule about the inputs of one type of resource. */
export function validateType(
  type: string,
  validate: (finding: Finding) => void,
): ResourceValidation {
  return (args, report) => {
    if (args.type === type) validate({ properties: args.props, args, report });
  };
}
