import * as pulumi from "@pulumi/pulumi";
import { unreadState, type ConfigurationInputs } from "../domain/configuration.js";
import { markHalves } from "../domain/problem.js";
import { omit } from "../domain/values.js";
import type { ProvisioningProfile } from "../domain/provisioningProfile.js";
import { configurationType } from "../handlers/declaration.js";
import { providerPointer } from "../hosting/codec.js";
import { readPayload, type Payload } from "../hosting/readPayload.js";
import { findProfileWarnings } from "../profile/findProfileProblems.js";
import { isLate, watchInputs, watchWrite } from "../program/endOfProgram.js";
import {
  createFirst,
  findRunAddress,
  IntuneResource,
  nameOf,
  warnOf,
  type ArgsOf,
} from "./registration.js";

export type IosLobAppProvisioningConfigurationArgs = ArgsOf<
  Omit<ConfigurationInputs, "payload" | "payloadFileName">
> & {
  /** The profile: a file's path (from the folder in which the program runs), an asset, or base64. */
  payload: pulumi.Input<Payload>;
  /** What Intune calls the file; by default the name of `payload`'s file. */
  payloadFileName?: pulumi.Input<string>;
  /** How many days before the expiry previews and updates print a warning; 30 by default, 0 for none. */
  expiryWarningDays?: pulumi.Input<number>;
};

/** Of both shells. */
export class ConfigurationResource extends IntuneResource {
  /** The name that administrators see. */
  declare readonly displayName: pulumi.Output<string>;
  /** Null if there is none. */
  declare readonly description: pulumi.Output<string | null>;
  /** What Intune calls the file. */
  declare readonly payloadFileName: pulumi.Output<string>;
  /** SHA-256 of the file, hexadecimal; null if a `get` received no payload. */
  declare readonly payloadSha256: pulumi.Output<string | null>;
  /** ISO 8601 in UTC, to the second; null if a `get` received none. */
  declare readonly expirationDateTime: pulumi.Output<string | null>;
  /** Ids of scope tags; null if the program declares none. */
  declare readonly roleScopeTagIds: pulumi.Output<string[] | null>;
  /** Whether a delete may remove the assignments of others. */
  declare readonly deleteAssigned: pulumi.Output<boolean>;
  /** What the profile says; null if a `get` received no payload. */
  declare readonly profile: pulumi.Output<ProvisioningProfile | null>;
  /** Counted by Intune. */
  declare readonly version: pulumi.Output<number>;
  /** ISO 8601, as Graph spells it. */
  declare readonly createdDateTime: pulumi.Output<string>;
  /** ISO 8601, as Graph spells it. */
  declare readonly lastModifiedDateTime: pulumi.Output<string>;
}

/**
 * One iOS app provisioning profile in Intune: an `iosLobAppProvisioningConfiguration` of Graph beta. Renewing the profile
 * keeps the id and the assignments. A delete is refused while others have assigned it.
 *
 * The state holds the file's SHA-256 and what the profile says, not the file. Needs `DeviceManagementApps.ReadWrite.All`;
 * previews and refreshes need `DeviceManagementApps.Read.All`.
 * @example
 * ```ts
 * import { IosLobAppProvisioningConfiguration } from "pulumi-intune-provisioning";
 * const fieldService = new IosLobAppProvisioningConfiguration("field-service", {
 *   displayName: "Field Service 2027",
 *   payload: "profiles/field-service.mobileprovision",
 * });
 * export const expires = fieldService.expirationDateTime;
 * ```
 */
export class IosLobAppProvisioningConfiguration extends ConfigurationResource {
  constructor(
    name: string,
    args: IosLobAppProvisioningConfigurationArgs,
    opts?: pulumi.CustomResourceOptions,
  ) {
    const props = omit(configurationProps(name, args, opts), "expiryWarningDays");
    const __provider = providerPointer("handlers/configuration");
    super(configurationType, name, { ...props, __provider }, createFirst(opts));
    watchInputs(args, opts);
    watchWrite(this);
    if (opts?.id !== undefined) return;
    // Check sets it, in a preview too; mocks run no check.
    const read = this.profile as pulumi.Output<ProvisioningProfile | null | undefined>;
    warnOf(this, pulumi.all([read, args.expiryWarningDays]), ([profile, days]) =>
      profile ? findProfileWarnings(profile, days) : [],
    );
  }
}

export function configurationProps(
  name: string,
  args: IosLobAppProvisioningConfigurationArgs,
  opts: pulumi.CustomResourceOptions | undefined,
): pulumi.Inputs {
  // Pulumi makes an output of each.
  const outputs = Object.fromEntries(Object.keys(unreadState).map((each) => [each, undefined]));
  if (opts?.id !== undefined) return outputs;
  const content = pulumi.output(args.payload).apply(readPayload);
  const payloadFileName = args.payloadFileName ?? content.payloadFileName;
  const inputs = Object.entries({ ...args, payload: content.payload, payloadFileName });
  return {
    ...outputs,
    ...Object.fromEntries(inputs.map(([input, value]) => [input, markLate(value)])),
    hidden: { resourceName: nameOf(name, opts?.parent), runAddress: findRunAddress() },
  };
}

/** Marks values known later too: check reports them. */
function markLate(value: unknown): unknown {
  return isLate(value)
    ? pulumi.output(value as pulumi.Input<string>).apply((known) => markHalves(known))
    : markHalves(value);
}
