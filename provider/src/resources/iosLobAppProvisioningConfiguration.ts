import * as pulumi from "@pulumi/pulumi";
import { unreadState, type ConfigurationInputs } from "../domain/configuration.js";
import { markHalves } from "../domain/problem.js";
import type { ProvisioningProfile } from "../domain/provisioningProfile.js";
import { configurationType } from "../handlers/declaration.js";
import { providerPointer } from "../dynamic/providerPointer.js";
import { readPayload, type Payload } from "../hosting/readPayload.js";
import { findProfileWarnings } from "../profile/findProfileProblems.js";
import { watchInputs, watchWrite } from "../program/watch.js";
import { createFirst, findRunAddress, nameOf, warnOf, type ArgsOf } from "./registration.js";

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

/** Of both shells. It has no constructor: the state would record that as a resource's source position. */
export class ConfigurationResource extends pulumi.CustomResource {
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

  /** Reads a configuration outside this stack, by its GUID. Fails if there is none. */
  static get<R>(
    this: Constructor<R>,
    name: string,
    id: pulumi.Input<pulumi.ID>,
    opts?: pulumi.CustomResourceOptions,
  ): R {
    const noArgs = undefined as unknown as IosLobAppProvisioningConfigurationArgs;
    return new this(name, noArgs, { ...opts, id });
  }
}

type Constructor<R> = new (
  name: string,
  args: IosLobAppProvisioningConfigurationArgs,
  opts: pulumi.CustomResourceOptions,
) => R;

/**
 * One iOS app provisioning profile in Intune: an `iosLobAppProvisioningConfiguration` of Graph beta. Renewing the profile
 * keeps the id and the assignments. A delete is refused while others have assigned it.
 *
 * The state holds the file's SHA-256 and what the profile says, not the file. Needs `DeviceManagementApps.ReadWrite.All`;
 * previews and refreshes need `DeviceManagementApps.Read.All`.
 *
 * @example
 * ```ts
 * import { IosLobAppProvisioningConfiguration } from "pulumi-intune-provisioning";
 *
 * const fieldService = new IosLobAppProvisioningConfiguration("field-service", {
 *   displayName: "Field Service 2027",
 *   payload: "profiles/field-service.mobileprovision",
 * });
 *
 * export const expires = fieldService.expirationDateTime;
 * ```
 */
export class IosLobAppProvisioningConfiguration extends ConfigurationResource {
  constructor(
    name: string,
    args: IosLobAppProvisioningConfigurationArgs,
    opts?: pulumi.CustomResourceOptions,
  ) {
    const { props, inputs, expiryWarningDays } = configurationProps(name, args, opts);
    const __provider = providerPointer("handlers/configuration");
    super(configurationType, name, { ...props, __provider }, createFirst(opts));
    watchInputs(inputs, opts);
    watchWrite(this);
    if (opts?.id !== undefined) return;
    // Check sets it, in a preview too; mocks run no check.
    const read = this.profile as pulumi.Output<ProvisioningProfile | null | undefined>;
    warnOf(this, pulumi.all([read, expiryWarningDays]), ([profile, days]) =>
      profile ? findProfileWarnings(profile, days) : [],
    );
  }
}

export function configurationProps(
  name: string,
  args: IosLobAppProvisioningConfigurationArgs,
  opts: pulumi.CustomResourceOptions | undefined,
) {
  const isRead = opts?.id !== undefined;
  const { expiryWarningDays, ...inputs } = isRead ? noInputs : readInputs(args);
  const runAddress = findRunAddress();
  const props = {
    // Pulumi makes an output of each.
    ...Object.fromEntries(Object.keys(unreadState).map((output) => [output, undefined])),
    ...inputs,
    ...(!isRead && { resourceName: nameOf(name, opts?.parent), ...(runAddress && { runAddress }) }),
  };
  return { props, inputs, expiryWarningDays };
}

const noInputs: { expiryWarningDays?: pulumi.Input<number> } = {};

function readInputs(args: IosLobAppProvisioningConfigurationArgs) {
  const content = pulumi.output(args.payload).apply(readPayload);
  return {
    ...markHalves({ ...args }),
    displayName: markHalfOf(args.displayName),
    ...(args.description !== undefined && { description: markHalfOf(args.description) }),
    payload: content.payload,
    payloadFileName: markHalfOf(args.payloadFileName ?? content.payloadFileName),
  };
}

/** Also of values known later: check reports it. */
function markHalfOf(text: pulumi.Input<string | undefined>): pulumi.Input<string | undefined> {
  return typeof text === "string"
    ? markHalves(text)
    : pulumi.output(text).apply((known) => markHalves(known));
}
