import type { ResourceValidationPolicy } from "@pulumi/policy";
import { configurationType } from "../intuneResources.js";
import { describeUnreadable, isText, notKnownYet, readProperty } from "../readProperty.js";
import { validateType } from "../validateType.js";

const msPerDay = 24 * 60 * 60 * 1000;

/**
 * With an expired profile the app no longer starts. Advisory unless configured otherwise: time passes without a change of
 * the program, and a pipeline that has stood for months should not stop for it unasked.
 */
export function createProfileExpiry(
  readClockMs: () => number = Date.now,
): ResourceValidationPolicy {
  return {
    name: "profile-expiry",
    displayName: "No profile is about to expire",
    description: "A provisioning profile is valid for some more time.",
    enforcementLevel: "advisory",
    configSchema: {
      properties: {
        days: {
          description: "For how many more days a profile must be valid.",
          type: "integer",
          minimum: 0,
          default: 30,
        },
      },
    },
    validateResource: validateType(configurationType, ({ properties, args, report }) => {
      const { days } = args.getConfig<{ days: number }>();
      const expirationDateTime = readProperty(properties, "expirationDateTime");
      if (expirationDateTime === notKnownYet) return;
      if (!isText(expirationDateTime)) {
        report(describeUnreadable("expirationDateTime"));
        return;
      }
      const leftMs = Date.parse(expirationDateTime) - readClockMs();
      if (leftMs >= days * msPerDay) return;
      const expiry = describeExpiry(expirationDateTime, leftMs);
      report(
        `the profile ${expiry}; it must be valid for ${days} more days. Renew it in Apple's developer portal and declare ` +
          "the new one; the app itself need not be built again.",
      );
    }),
  };
}

function describeExpiry(expirationDateTime: string, leftMs: number): string {
  if (Number.isNaN(leftMs))
    return `has the expirationDateTime \`${expirationDateTime}\`, which is no ISO 8601 time`;
  if (leftMs < 0) return `has expired, on ${expirationDateTime}`;
  return `expires on ${expirationDateTime} (days left: ${Math.floor(leftMs / msPerDay)})`;
}
