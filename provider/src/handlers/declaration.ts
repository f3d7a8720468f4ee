import type { CheckedConfiguration, ContentName } from "../domain/configuration.js";
import type { DeclaredSet } from "../domain/assignmentsInputs.js";
import type { Entry } from "../domain/entry.js";

/** As states name them. They never change. */
export const configurationType = "pulumi-nodejs:dynamic/intune:IosLobAppProvisioningConfiguration";

export const assignmentsType =
  "pulumi-nodejs:dynamic/intune:IosLobAppProvisioningConfigurationAssignments";

/** Of either shell. */
export function isConfiguration({ type }: { type: string }): boolean {
  return type.endsWith(":IosLobAppProvisioningConfiguration");
}

/** Likewise. */
export function isSet({ type }: { type: string }): boolean {
  return type.endsWith(":IosLobAppProvisioningConfigurationAssignments");
}

export interface ResourceName {
  name: string;
  /** `number` distinguishes parents of one name. */
  parent?: { name: string; number: number };
}

export type Claim = ConfigurationClaim | SetClaim;

export interface ConfigurationClaim {
  kind: "configuration";
  inputs: CheckedConfiguration;
}

export interface SetClaim {
  kind: "set";
  set: DeclaredSet;
}

export interface Declaration<C extends Claim = Claim> {
  name: ResourceName | undefined;
  claim: C;
  /** `done` includes resources without changes. */
  outcome: "open" | "writing" | "done" | "failed";
  /** GUID, from the state or a write of this run. */
  heldId?: string | undefined;
  /** Of the state. */
  former?: Left | undefined;
  /** The same, if a replacement leaves it. */
  left?: Left | undefined;
}

export interface Drift {
  entries?: readonly Entry[];
  properties?: readonly ContentName[];
}

/** The configuration's GUID, and a set's entries there: owned ones, and others that its state has. */
export interface Left extends Drift {
  id: string;
  unmanaged?: readonly Entry[];
}

export interface Run {
  configurations: () => Declaration<ConfigurationClaim>[];
  /** Which declare the configuration's set, or had it in the state. */
  sets: (configurationId: string) => Declaration<SetClaim>[];
  /** The confirmed preview may not have shown it. */
  found: (configurationId: string) => Drift | undefined;
  record: (configurationId: string, drift: Drift) => void;
}

export interface RecordedResource {
  urn: string;
  type: string;
  outputs: Readonly<Record<string, unknown>>;
}

/** YAML takes URNs only. */
export const formerAliases =
  '`aliases: [{ name: "its former name" }]`, or `aliases: ["its former URN"]`';

export function nameResource({ name, claim }: Declaration): string {
  const [, type] = (claim.kind === "set" ? assignmentsType : configurationType).split("intune:");
  if (name === undefined) return `another ${type} of this run`;
  return `the ${type} "${name.name}"${name.parent ? ` in "${name.parent.name}"` : ""}`;
}
