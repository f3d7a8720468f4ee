import * as pulumi from "@pulumi/pulumi";
import { watchInputs } from "../program/endOfProgram.js";
import {
  IosLobAppProvisioningConfiguration,
  type IosLobAppProvisioningConfigurationArgs,
} from "./iosLobAppProvisioningConfiguration.js";
import {
  IosLobAppProvisioningConfigurationAssignments,
  type IosLobAppProvisioningConfigurationAssignmentsArgs as SetArgs,
} from "./iosLobAppProvisioningConfigurationAssignments.js";

export type ProvisionedAppArgs = Omit<IosLobAppProvisioningConfigurationArgs, "displayName"> &
  Omit<SetArgs, "configurationId"> & {
    /** By default the resource's name. */
    displayName?: pulumi.Input<string>;
  };

const dynamicParts = {
  Configuration: IosLobAppProvisioningConfiguration,
  Assignments: IosLobAppProvisioningConfigurationAssignments,
};

/** Of both shells. No constructor: see `IntuneResource`. */
export class AppResource extends pulumi.ComponentResource {
  declare readonly configuration: IosLobAppProvisioningConfiguration;
  declare readonly assignments: IosLobAppProvisioningConfigurationAssignments;
  /** GUID of the configuration. */
  declare readonly configurationId: pulumi.Output<string>;
  /** ISO 8601 in UTC, to the second. */
  declare readonly expirationDateTime: pulumi.Output<string>;

  /** @internal */
  protected declareParts(
    { Configuration, Assignments }: typeof dynamicParts,
    name: string,
    args: ProvisionedAppArgs,
    opts: pulumi.ComponentResourceOptions | undefined,
  ): void {
    watchInputs(opts);
    const { displayName = name, assignments, groupAssignments, mode, unmanaged, ...profile } = args;
    const configuration = new Configuration(name, { displayName, ...profile }, { parent: this });
    const { id: configurationId, expirationDateTime } = configuration;
    const set = { configurationId, assignments, groupAssignments, mode, unmanaged } as SetArgs;
    const parts = { configuration, assignments: new Assignments(name, set, { parent: this }) };
    const outputs = { configurationId, expirationDateTime };
    Object.assign(this, parts, outputs);
    this.registerOutputs(outputs);
  }
}

export const appType = "intune:index:ProvisionedApp";

/**
 * An in-house app's profile and who gets it: an `IosLobAppProvisioningConfiguration` and its
 * `IosLobAppProvisioningConfigurationAssignments` as children.
 * @example
 * ```ts
 * import { ProvisionedApp, target } from "pulumi-intune-provisioning";
 * const app = new ProvisionedApp("Field Service", {
 *   payload: "profiles/field-service.mobileprovision",
 *   assignments: [target.group("0f2b8a52-93b4-4a0a-8f57-6f1f3f1f4a01")],
 * });
 * export const expires = app.configuration.expirationDateTime;
 * ```
 */
export class ProvisionedApp extends AppResource {
  constructor(name: string, args: ProvisionedAppArgs, opts?: pulumi.ComponentResourceOptions) {
    super(appType, name, {}, opts);
    this.declareParts(dynamicParts, name, args, opts);
  }
}
