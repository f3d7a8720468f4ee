import { secretText, type Properties, type Recorded } from "./engineRun.js";

/** How Pulumi marks an encrypted value within JSON. */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

export function toRecord(value: unknown): Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Properties)
    : {};
}

export function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A resource of a preview, an event or a state; undefined where there is none. */
export function readRecorded(value: unknown): Recorded | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { id, inputs, outputs, custom, retainOnDelete, propertyDependencies, provider } =
    toRecord(value);
  return {
    id: typeof id === "string" && id !== "" ? id : undefined,
    inputs: hideSecrets(toRecord(inputs)) as Properties,
    outputs: hideSecrets(toRecord(outputs)) as Properties,
    // Events do not say whether a resource is custom, but only those have a provider.
    isComponent: custom === undefined ? provider === "" : custom === false,
    isRetained: retainOnDelete === true,
    configurationUrns: toList(toRecord(propertyDependencies)["configurationId"]).filter(
      (urn) => typeof urn === "string",
    ),
  };
}

export function hideSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hideSecrets);
  if (typeof value !== "object" || value === null) return value;
  if ((value as Properties)[signatureKey] === secretSignature) return secretText;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, hideSecrets(one)]));
}
