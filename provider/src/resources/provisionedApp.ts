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
export class ProvisionedApp extends pulumi.ComponentResource {
  declare readonly configuration: IosLobAppProvisioningConfiguration;
  declare readonly assignments: IosLobAppProvisioningConfigurationAssignments;
  /** GUID of the configuration. */
  declare readonly configurationId: pulumi.Output<string>;
  /** ISO 8601 in UTC, to the second. */
  declare readonly expirationDateTime: pulumi.Output<string>;

  constructor(name: string, args: ProvisionedAppArgs, opts?: pulumi.ComponentResourceOptions) {
    super(appType, name, {}, opts);
    const { children, outputs } = declareParts(this, ownParts, { name, args, opts });
    Object.assign(this, children, outputs);
    this.registerOutputs(outputs);
  }
}

export const appType = "intune:index:ProvisionedApp";

/** The classes of one shell. */
interface Parts {
  Configuration: new (
    name: string,
    args: IosLobAppProvisioningConfigurationArgs,
    opts: pulumi.CustomResourceOptions,
  ) => ConfigurationResource;
  Assignments: new (
    name: string,
    args: IosLobAppProvisioningConfigurationAssignmentsArgs,
    opts: pulumi.CustomResourceOptions,
  ) => pulumi.CustomResource;
}

const ownParts = {
  Configuration: IosLobAppProvisioningConfiguration,
  Assignments: IosLobAppProvisioningConfigurationAssignments,
};

interface AppDeclaration {
  name: string;
  args: ProvisionedAppArgs;
  opts: pulumi.ComponentResourceOptions | undefined;
}

export function declareParts(
  parent: pulumi.ComponentResource,
  { Configuration, Assignments }: Parts,
  { name, args, opts }: AppDeclaration,
) {
  watchInputs(opts);
  const { displayName = name, assignments, groupAssignments, mode, unmanaged, ...profile } = args;
  const configuration = new Configuration(name, { displayName, ...profile }, { parent });
  const set = new Assignments(
    name,
    {
      configurationId: configuration.id,
      assignments,
      ...(groupAssignments && { groupAssignments }),
      ...(mode && { mode }),
      ...(unmanaged && { unmanaged }),
    },
    { parent },
  );
  return {
    children: { configuration, assignments: set },
    outputs: {
      configurationId: configuration.id,
      // Null for a `get` only.
      expirationDateTime: configuration.expirationDateTime as pulumi.Output<string>,
    },
  };
}
