import { isRecord, listOf, normalizeGuid, toRecord } from "../domain/values.js";

/** The steps of a preview, a plan, an update or a refresh. */
export interface EngineRun {
  /** `refresh`: `after` is live already; nothing will happen. */
  kind: "preview" | "update" | "refresh";
  stack: string | null;
  steps: Step[];
  messages: { severity: "error" | "warning"; text: string }[];
  /** Why steps may be missing: the run failed, or was cut short. */
  doubts: string[];
}

export type Step = ReturnType<typeof readStep>;

export function readStep(op: unknown, urn: unknown, before: unknown, after: unknown) {
  const isUrn = typeof urn === "string" && /^urn:pulumi:.*::.*::.*::/.test(urn);
  if (!isUrn || typeof op !== "string") {
    const step = JSON.stringify({ op, urn });
    throw new Error(`Cannot read the step ${step}: it needs an op and a URN.`);
  }
  const sides = { before: readRecorded(before), after: readRecorded(after) };
  // The provider that removes what goes: its process does not know what resources of another declare.
  const remover = (op === "update" ? sides.after : sides.before)?.provider;
  return { op, effect: effectOf(op), urn, ...splitUrn(urn), remover, ...sides };
}

export function splitUrn(urn: string): { type: string; name: string } {
  const [, , types = "", ...names] = urn.split("::");
  return { type: types.split("$").at(-1) ?? "", name: names.join("::") };
}

/** `write`: of what the program declares. `unknown`: this release does not know the op, which may do anything. */
type Effect = "none" | "write" | "removal" | "other" | "unknown";

/** The last two are parts of a replacement. */
const otherOps =
  /^(?:import|discard|remove-pending-replace|(?:create|import|read)-replacement|discard-replaced)$/;

function effectOf(op: string): Effect {
  if (["same", "read", "refresh"].includes(op)) return "none";
  if (["create", "update", "replace"].includes(op)) return "write";
  if (["delete", "delete-replaced"].includes(op)) return "removal";
  return otherOps.test(op) ? "other" : "unknown";
}

export type Recorded = NonNullable<ReturnType<typeof readRecorded>>;

/** As the engine records it. */
function readRecorded(value: unknown) {
  if (!isRecord(value)) return undefined;
  const { id, provider, retainOnDelete, propertyDependencies } = value;
  const inputs = toRecord(value["inputs"]);
  const urns = listOf(toRecord(propertyDependencies)["configurationId"]);
  return {
    /** A GUID in lower case, as the next. A component has none. */
    id: readId(id),
    adoptId: readId(inputs["adoptId"]),
    inputs,
    outputs: toRecord(value["outputs"]),
    provider,
    /** Its delete leaves it where it is. */
    isRetained: retainOnDelete === true,
    /** Of the resource that `configurationId` comes from. */
    configurationUrn: urns.find((urn) => typeof urn === "string"),
  };
}

function readId(id: unknown): string | undefined {
  return typeof id === "string" && id !== "" ? normalizeGuid(id) : undefined;
}

/** As the engine prints it. */
export const secretText = "[secret]";

/** As a plan and a state hold it, encrypted or not. */
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

export function containsSecret(value: unknown): boolean {
  const json = JSON.stringify(value ?? null);
  return [secretText, secretSignature].some((mark) => json.includes(JSON.stringify(mark)));
}
