import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SettingRow } from "../../provider/dist/graph/signIn/signInSettings.js";
import { createTypeReader, type ObjectSpec, type PropertySpec } from "./readTypes.ts";

const providerFolder = join(import.meta.dirname, "..", "..", "provider");
export const settingsDocument = join(import.meta.dirname, "..", "..", "docs", "settings.md");

/** What each setting means: the third column of the table in docs/settings.md. */
export function readMeanings(): ReadonlyMap<string, string> {
  const document = readFileSync(settingsDocument, "utf8");
  const rows = document.matchAll(/^\| `intune:(\w+)`[^|]*\|[^|]*\| ([^|]*?) +\|[^|]*\|$/gm);
  return new Map(Array.from(rows, ([, name = "", meaning = ""]) => [name, meaning]));
}

/** SDKs ask for the plugin of the version that they were made of. */
const versioned = { respectSchemaVersion: true };

/** The schema of the native plugin, made of the types that programs in TypeScript use, and of their doc comments. */
export function makeSchema(
  settings: Readonly<Record<string, SettingRow>>,
  formerTypes: Readonly<Record<"assignmentsType" | "configurationType", string>>,
): object {
  const manifest = JSON.parse(readFileSync(join(providerFolder, "package.json"), "utf8")) as {
    description: string;
    version: string;
    license: string;
  };
  const reader = createTypeReader(join(providerFolder, "src"));
  const { readObject } = reader;
  const meanings = readMeanings();
  const configurable = Object.entries(settings).filter(([, row]) => !row.isEnvironmentOnly);
  const configVariables = Object.fromEntries(
    configurable.map(([name, { isSecret }]): [string, PropertySpec] => {
      const description = meanings.get(name);
      if (description === undefined) throw new Error(`docs/settings.md has no row of ${name}.`);
      return [name, { type: "string", description, ...(isSecret && { secret: true }) }];
    }),
  );
  const set = "IosLobAppProvisioningConfigurationAssignments";
  const configuration = "IosLobAppProvisioningConfiguration";
  const setInputs = readObject("domain/assignmentsInputs.ts", "AssignmentsInputs");
  const configurationInputs = readObject("domain/configuration.ts", "ConfigurationInputs");
  const fileInputs: Record<string, PropertySpec> = {
    payload: { oneOf: [{ type: "string" }, { $ref: "pulumi.json#/Asset" }] },
    payloadFileName: { type: "string" },
    expiryWarningDays: { type: "number" },
  };
  for (const [name, spec] of Object.entries(fileInputs)) {
    const file = "resources/iosLobAppProvisioningConfiguration.ts";
    const described = reader.describe(file, `${configuration}Args`, name);
    configurationInputs.properties[name] = { ...spec, ...described };
  }
  configurationInputs.required = ["displayName", "payload"];
  replaceOn(setInputs, "configurationId");
  replaceOn(configurationInputs, "adoptId");
  return {
    name: "intune",
    version: manifest.version,
    displayName: "Microsoft Intune provisioning",
    description: manifest.description,
    license: manifest.license,
    keywords: ["category/infrastructure", "kind/native", "intune"],
    config: { variables: configVariables },
    provider: {
      type: "object",
      description:
        "One tenant, and how to sign in to it. What is left out comes from the environment.",
      properties: configVariables,
      inputProperties: configVariables,
    },
    resources: {
      [`intune:index:${set}`]: toResource(
        readObject("resources/iosLobAppProvisioningConfigurationAssignments.ts", set),
        setInputs,
        formerTypes.assignmentsType,
      ),
      [`intune:index:${configuration}`]: toResource(
        readObject("resources/iosLobAppProvisioningConfiguration.ts", configuration),
        configurationInputs,
        formerTypes.configurationType,
      ),
    },
    functions: {
      ...toFunction("getGroup", readObject("domain/group.ts", "Group")),
      ...toFunction(configurationOf(""), readObject("domain/foundConfiguration.ts", found)),
      ...toFunction(configurationOf("s"), listOf(found)),
      ...toFunction(
        "getDeviceStatuses",
        readObject("domain/deviceStatusSummary.ts", "DeviceStatusSummary"),
      ),
    },
    types: reader.types,
    language: {
      nodejs: { packageName: "pulumi-intune", ...versioned },
      python: { packageName: "pulumi_intune", pyproject: { enabled: true }, ...versioned },
      csharp: { namespaces: { intune: "Intune" }, ...versioned },
      go: {
        importBasePath: "pulumi-intune/sdk/go/intune",
        generateResourceContainerTypes: true,
        ...versioned,
      },
    },
  };

  function toFunction(name: string, outputs: ObjectSpec): object {
    const file = "lookups/functions.ts";
    const inputs = readObject(file, `${name[0]?.toUpperCase() ?? ""}${name.slice(1)}Args`);
    return { [`intune:index:${name}`]: { ...reader.describe(file, name), inputs, outputs } };
  }

  /** A function gives an object: the plugin puts a list into one. */
  function listOf(item: string): ObjectSpec {
    const token = `intune:index:${item}`;
    reader.types[token] = readObject("domain/foundConfiguration.ts", item);
    const items = { $ref: `#/types/${token}` };
    const properties = { [configurationsName]: { type: "array", items } };
    return { type: "object", properties, required: [configurationsName] };
  }
}

const configurationsName = "configurations";
const found = "FoundConfiguration";
const configurationOf = (plural: string): string =>
  `getIosLobAppProvisioningConfiguration${plural}`;

function replaceOn({ properties }: ObjectSpec, name: string): void {
  properties[name] = { ...properties[name], willReplaceOnChanges: true };
}

function toResource(
  { description, properties, required }: ObjectSpec,
  inputs: ObjectSpec,
  formerType: string,
): object {
  return {
    description,
    properties,
    required,
    // Where the dynamic provider had the resource, it keeps its state.
    aliases: [{ type: formerType }],
    inputProperties: inputs.properties,
    requiredInputs: inputs.required,
  };
}
