import * as pulumi from "@pulumi/pulumi";
import { configurableSettings, findRow, type ConfigurableSetting } from "../graph/settingsTable.js";
import { assignmentsType, configurationType } from "../handlers/declaration.js";
import * as dynamic from "./iosLobAppProvisioningConfiguration.js";
import * as dynamicSet from "./iosLobAppProvisioningConfigurationAssignments.js";
import * as component from "./provisionedApp.js";
import { watchInputs, watchWrite } from "../program/watch.js";
import { createFirst } from "./registration.js";

/** For programs that come from the dynamic provider. */
function nativeOptions(opts: pulumi.CustomResourceOptions | undefined, formerType: string) {
  return pulumi.mergeOptions(createFirst(opts), { aliases: [{ type: formerType }] });
}

/** As in the package's root, with `import` and `provider` too. */
export class IosLobAppProvisioningConfiguration extends dynamic.ConfigurationResource {
  constructor(
    name: string,
    args: dynamic.IosLobAppProvisioningConfigurationArgs,
    opts?: pulumi.CustomResourceOptions,
  ) {
    const { props, inputs, expiryWarningDays } = dynamic.configurationProps(name, args, opts);
    super(
      "intune:index:IosLobAppProvisioningConfiguration",
      name,
      // The plugin prints the warnings.
      { ...props, ...(expiryWarningDays !== undefined && { expiryWarningDays }) },
      nativeOptions(opts, configurationType),
    );
    watchInputs(inputs, opts);
    watchWrite(this);
  }
}

const listOutputs = {
  groupAssignments: undefined,
  unmanagedAssignments: undefined,
  unmanagedGroupAssignments: undefined,
};

/** As in the package's root, with `import` and `provider` too. */
export class IosLobAppProvisioningConfigurationAssignments extends dynamicSet.AssignmentsResource {
  constructor(
    name: string,
    args: dynamicSet.IosLobAppProvisioningConfigurationAssignmentsArgs,
    opts?: pulumi.CustomResourceOptions,
  ) {
    super(
      "intune:index:IosLobAppProvisioningConfigurationAssignments",
      name,
      { ...listOutputs, ...dynamicSet.setProps(name, args, opts) },
      nativeOptions(opts, assignmentsType),
    );
    watchInputs(args, opts);
  }
}

const parts = {
  Configuration: IosLobAppProvisioningConfiguration,
  Assignments: IosLobAppProvisioningConfigurationAssignments,
};

/** As in the package's root. */
export class ProvisionedApp extends component.AppResource<
  IosLobAppProvisioningConfiguration,
  IosLobAppProvisioningConfigurationAssignments
> {
  constructor(
    name: string,
    args: component.ProvisionedAppArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super(component.appType, name, {}, opts);
    watchInputs(opts);
    this.declareParts(parts, name, args);
  }
}

/** See docs/settings.md; what is left out comes from the environment. */
export type ProviderArgs = Partial<
  Record<ConfigurableSetting, pulumi.Input<string | number | boolean>>
>;

/**
 * One tenant, and how to sign in to it: pass it as `{ provider }`. Secret settings are kept secret.
 *
 * @example
 * ```ts
 * import { Provider } from "pulumi-intune-provisioning/native";
 *
 * const contoso = new Provider("contoso", { tenantId: "7f1c2b3a-0d4e-4f5a-8b6c-9d0e1f2a3b4c" });
 * ```
 */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    super("intune", name, writeSettings(args), opts);
  }
}

/** Provider inputs are texts. */
function writeSettings(args: ProviderArgs): pulumi.Inputs {
  const given = configurableSettings.filter((name) => args[name] !== undefined);
  return Object.fromEntries(
    given.map((name) => {
      const text = pulumi.output(args[name]).apply(String);
      return [name, findRow(name).isSecret ? pulumi.secret(text) : text];
    }),
  );
}
