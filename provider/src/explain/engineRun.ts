import { isRecord } from "../domain/values.js";

/** The steps of a preview, a plan, an update or a refresh. */
export interface EngineRun {
  /** `refresh`: `after` is live already; nothing will happen. */
  kind: "preview" | "update" | "refresh";
  stack: string | undefined;
  steps: Step[];
  messages: Message[];
  /** Why steps may be missing: the run failed, or was cut short. */
  doubts: string[];
}

export interface Step {
  /** As in `create`. */
  op: string;
  urn: string;
  type: string;
  name: string;
  before: Recorded | undefined;
  /** The file does not say what was before. */
  isUnread: boolean;
  after: Recorded | undefined;
}

export type Properties = Readonly<Record<string, unknown>>;

/** As the engine records it; a secret is `[secret]`. */
export interface Recorded {
  id: string | undefined;
  inputs: Properties;
  outputs: Properties;
  /** Nothing outside the state stands behind it. */
  isComponent: boolean;
  /** `retainOnDelete`: its delete leaves it where it is. */
  isRetained: boolean;
  /** Of the resource that `configurationId` comes from. */
  configurationUrn: string | undefined;
}

export interface Message {
  severity: "error" | "warning";
  text: string;
}

export const idleOps: ReadonlySet<string> = new Set(["same", "read", "refresh"]);

/** What the program declares, and this run writes. */
export const writingOps: ReadonlySet<string> = new Set(["create", "update", "replace"]);

const otherOps = [
  ...["delete", "create-replacement", "delete-replaced", "discard-replaced"],
  ...["import", "import-replacement", "remove-pending-replace"],
  ...["read-replacement", "read-discard", "discard"],
];

export const knownOps: ReadonlySet<string> = new Set([...idleOps, ...writingOps, ...otherOps]);

export function isGone({ op }: Step): boolean {
  return op === "delete" || op === "delete-replaced";
}

export function toRecord(value: unknown): Properties {
  return isRecord(value) ? value : {};
}

export function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** @throws Error when it is no URN: then the engine did not write the file. */
export function readUrn(urn: unknown): Pick<Step, "urn" | "type" | "name"> {
  const [, , types = "", ...names] = typeof urn === "string" ? urn.split("::") : [];
  if (typeof urn !== "string" || names.length === 0 || !urn.startsWith("urn:pulumi:"))
    throw new Error(`Cannot read the steps: ${JSON.stringify(urn ?? null)} is no URN.`);
  return { urn, type: types.split("$").at(-1) ?? "", name: names.join("::") };
}

export function readRecorded(value: unknown): Recorded | undefined {
  if (!isRecord(value)) return undefined;
  const { id, inputs, outputs, custom, retainOnDelete, propertyDependencies, provider } = value;
  const urns = toList(toRecord(propertyDependencies)["configurationId"]);
  return {
    id: typeof id === "string" && id !== "" ? id : undefined,
    inputs: hideSecrets(toRecord(inputs)) as Properties,
    outputs: hideSecrets(toRecord(outputs)) as Properties,
    // Events lack `custom`, but only custom resources have a provider.
    isComponent: custom === undefined ? provider === "" : custom === false,
    isRetained: retainOnDelete === true,
    configurationUrn: urns.find((urn) => typeof urn === "string"),
  };
}

/** As the engine prints it. */
export const secretText = "[secret]";

/** Pulumi's mark of an encrypted value in JSON. */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

function hideSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hideSecrets);
  if (!isRecord(value)) return value;
  if (value[signatureKey] === secretSignature) return secretText;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, hideSecrets(one)]));
}
