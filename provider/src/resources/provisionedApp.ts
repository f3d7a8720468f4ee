import * as pulumi from "@pulumi/pulumi";
import { watchInputs } from "../program/watch.js";
import {
  IosLobAppProvisioningConfiguration,
  type ConfigurationResource,
  type IosLobAppProvisioningConfigurationArgs,
} from "./iosLobAppProvisioningConfiguration.js";
import {
  IosLobAppProvisioningConfigurationAssignments,
  type IosLobAppProvisioningConfigurationAssignmentsArgs,
} from "./iosLobAppProvisioningConfigurationAssignments.js";

export type ProvisionedAppArgs = Omit<IosLobAppProvisioningConfigurationArgs, "displayName"> &
  Omit<IosLobAppProvisioningConfigurationAssignmentsArgs, "configurationId"> & {
    /** By default the resource's name. */
    displayName?: pulumi.Input<string>;
  };

interface Parts<Configuration, Assignments> {
  Configuration: new (
    name: string,
    args: IosLobAppProvisioningConfigurationArgs,
    opts: pulumi.CustomResourceOptions,
  ) => Configuration;
  Assignments: new (
    name: string,
    args: IosLobAppProvisioningConfigurationAssignmentsArgs,
    opts: pulumi.CustomResourceOptions,
  ) => Assignments;
}

/** No constructor: see `ConfigurationResource`. */
export class AppResource<Configuration extends ConfigurationResource, Assignments>
  extends pulumi.ComponentResource
{
  declare readonly configuration: Configuration;
  declare readonly assignments: Assignments;
  /** GUID of the configuration. */
  declare readonly configurationId: pulumi.Output<string>;
  /** ISO 8601 in UTC, to the second. */
  declare readonly expirationDateTime: pulumi.Output<string>;

  /** @internal */
  protected declareParts(
    parts: Parts<Configuration, Assignments>,
    name: string,
    args: ProvisionedAppArgs,
  ): void {
    const { displayName = name, assignments, groupAssignments, mode, unmanaged, ...profile } = args;
    const parent = { parent: this };
    const configuration = new parts.Configuration(name, { displayName, ...profile }, parent);
    const { id: configurationId } = configuration;
    // Null for a `get` only.
    const expirationDateTime = configuration.expirationDateTime as pulumi.Output<string>;
    const set = {
      configurationId,
      assignments,
      ...(groupAssignments && { groupAssignments }),
      ...(mode && { mode }),
      ...(unmanaged && { unmanaged }),
    };
    const outputs = { configurationId, expirationDateTime };
    const children = { configuration, assignments: new parts.Assignments(name, set, parent) };
    Object.assign(this, children, outputs);
    this.registerOutputs(outputs);
  }
}

export const appType = "intune:index:ProvisionedApp";

const parts = {
  Configuration: IosLobAppProvisioningConfiguration,
  Assignments: IosLobAppProvisioningConfigurationAssignments,
};

/**
 * An in-house app's profile and who gets it: an `IosLobAppProvisioningConfiguration` and its
 * `IosLobAppProvisioningConfigurationAssignments` as children.
 *
 * @example
 * ```ts
 * import { ProvisionedApp, target } from "pulumi-intune-provisioning";
 *
 * const app = new ProvisionedApp("Field Service", {
 *   payload: "profiles/field-service.mobileprovision",
 *   assignments: [target.group("0f2b8a52-93b4-4a0a-8f57-6f1f3f1f4a01")],
 * });
 *
 * export const expires = app.configuration.expirationDateTime;
 * ```
 */
export class ProvisionedApp extends AppResource<
  IosLobAppProvisioningConfiguration,
  IosLobAppProvisioningConfigurationAssignments
> {
  constructor(name: string, args: ProvisionedAppArgs, opts?: pulumi.ComponentResourceOptions) {
    super(appType, name, {}, opts);
    watchInputs(opts);
    this.declareParts(parts, name, args);
  }
}
