import * as pulumi from "@pulumi/pulumi";
import { watchInputs } from "../program/watch.js";
import {
  IosLobAppProvisioningConfiguration,
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

/** The classes of one shell. */
interface Parts {
  Configuration: typeof IosLobAppProvisioningConfiguration;
  Assignments: typeof IosLobAppProvisioningConfigurationAssignments;
}

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
  readonly configuration: IosLobAppProvisioningConfiguration;
  readonly assignments: IosLobAppProvisioningConfigurationAssignments;
  /** GUID of the configuration. */
  readonly configurationId: pulumi.Output<string>;
  /** ISO 8601 in UTC, to the second. */
  readonly expirationDateTime: pulumi.Output<string>;

  /** @internal */
  protected static readonly parts: Parts = {
    Configuration: IosLobAppProvisioningConfiguration,
    Assignments: IosLobAppProvisioningConfigurationAssignments,
  };

  constructor(name: string, args: ProvisionedAppArgs, opts?: pulumi.ComponentResourceOptions) {
    const { Configuration, Assignments } = new.target.parts;
    super("intune:index:ProvisionedApp", name, {}, opts);
    watchInputs(opts);
    const { displayName, assignments, groupAssignments, mode, unmanaged, ...profile } = args;
    this.configuration = new Configuration(
      name,
      { displayName: displayName ?? name, ...profile },
      { parent: this },
    );
    this.assignments = new Assignments(
      name,
      {
        configurationId: this.configuration.id,
        assignments,
        ...(groupAssignments && { groupAssignments }),
        ...(mode && { mode }),
        ...(unmanaged && { unmanaged }),
      },
      { parent: this },
    );
    this.configurationId = this.configuration.id;
    // Null for a `get` only.
    this.expirationDateTime = this.configuration.expirationDateTime as pulumi.Output<string>;
    const { configurationId, expirationDateTime } = this;
    this.registerOutputs({ configurationId, expirationDateTime });
  }
}
