import * as pulumi from "@pulumi/pulumi";
import { configurableSettings, findRow, type ConfigurableSetting } from "../graph/settingsTable.js";
import { assignmentsType, configurationType } from "../handlers/declaration.js";
import { watchInputs, watchWrite } from "../program/endOfProgram.js";
import {
  configurationProps,
  ConfigurationResource,
  type IosLobAppProvisioningConfigurationArgs as ConfigurationArgs,
} from "./iosLobAppProvisioningConfiguration.js";
import {
  AssignmentsResource,
  setProps,
  type IosLobAppProvisioningConfigurationAssignmentsArgs as SetArgs,
} from "./iosLobAppProvisioningConfigurationAssignments.js";
import { AppResource, appType, type ProvisionedAppArgs } from "./provisionedApp.js";
import { createFirst } from "./registration.js";

/** As in the package's root, with `import` and `provider` too. */
export class IosLobAppProvisioningConfiguration extends ConfigurationResource {
  constructor(name: string, args: ConfigurationArgs, opts?: pulumi.CustomResourceOptions) {
    // The plugin prints the warnings.
    const props = configurationProps(name, args, opts);
    const type = "intune:index:IosLobAppProvisioningConfiguration";
    super(type, name, props, createFirst(opts, [{ type: configurationType }]));
    watchInputs(args, opts);
    watchWrite(this);
  }
}

const listOutputs = {
  groupAssignments: undefined,
  unmanagedAssignments: undefined,
  unmanagedGroupAssignments: undefined,
};

/** As in the package's root, with `import` and `provider` too. */
export class IosLobAppProvisioningConfigurationAssignments extends AssignmentsResource {
  constructor(name: string, args: SetArgs, opts?: pulumi.CustomResourceOptions) {
    const props = { ...listOutputs, ...setProps(name, args, opts) };
    const type = "intune:index:IosLobAppProvisioningConfigurationAssignments";
    super(type, name, props, createFirst(opts, [{ type: assignmentsType }]));
    watchInputs(args, opts);
  }
}

const nativeParts = {
  Configuration: IosLobAppProvisioningConfiguration,
  Assignments: IosLobAppProvisioningConfigurationAssignments,
};

/** As in the package's root. */
export class ProvisionedApp extends AppResource {
  constructor(name: string, args: ProvisionedAppArgs, opts?: pulumi.ComponentResourceOptions) {
    super(appType, name, {}, opts);
    this.declareParts(nativeParts, name, args, opts);
  }
}

/** See docs/settings.md; what is left out comes from the environment. */
export type ProviderArgs = Partial<
  Record<ConfigurableSetting, pulumi.Input<string | number | boolean>>
>;

/**
 * One tenant, and how to sign in to it: pass it as `{ provider }`. Secret settings are kept secret.
 * @example
 * ```ts
 * import { Provider } from "pulumi-intune-provisioning/native";
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
