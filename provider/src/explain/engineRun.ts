/** What the engine plans, does or has found: the steps of a preview, a plan, an update or a refresh. */
export interface EngineRun {
  /** `refresh`: what is after a step is live already; nothing will happen. */
  kind: "preview" | "update" | "refresh";
  stack: string | undefined;
  steps: Step[];
  messages: Message[];
  /** Why the steps may not be all: the run failed, or was cut short. */
  doubts: string[];
}

/** What becomes of one resource. */
export interface Step {
  /** The engine's word, as in `create`, `delete`, `replace`. */
  op: string;
  urn: string;
  type: string;
  name: string;
  /** Undefined where nothing was; `unread` where the file does not say what was. */
  before: Recorded | "unread" | undefined;
  after: Recorded | undefined;
}

export type Properties = Readonly<Record<string, unknown>>;

/** A resource as the engine records it. What is secret is `[secret]`. */
export interface Recorded {
  id: string | undefined;
  inputs: Properties;
  outputs: Properties;
  /** It only groups others: nothing outside the state stands behind it. */
  isComponent: boolean;
  /** Its delete leaves it where it is. */
  isRetained: boolean;
  /** URNs of the resources that its `configurationId` comes from. */
  configurationUrns: readonly string[];
}

export interface Message {
  severity: "error" | "warning";
  text: string;
}

/** What stands in place of a secret, as the engine prints it. */
export const secretText = "[secret]";

/** @throws Error when it is no URN: then the file is not what the engine writes. */
export function readUrn(urn: unknown): Pick<Step, "urn" | "type" | "name"> {
  const [, , types = "", ...names] = typeof urn === "string" ? urn.split("::") : [];
  if (typeof urn !== "string" || names.length === 0 || !urn.startsWith(urnPrefix))
    throw new Error(`Cannot read the steps: ${JSON.stringify(urn ?? null)} is no URN.`);
  return { urn, type: types.split("$").at(-1) ?? "", name: names.join("::") };
}

/** The stack whose steps these are; undefined where there are none. */
export function findStack([step]: readonly Step[]): string | undefined {
  return step?.urn.slice(urnPrefix.length).split("::").at(0);
}

const urnPrefix = "urn:pulumi:";

/** The ops that leave a resource as it is. */
export const idleOps: ReadonlySet<string> = new Set(["same", "read", "refresh"]);

/** The ops of what the program declares, and this run writes. */
export const writingOps: ReadonlySet<string> = new Set(["create", "update", "replace"]);

const replacing = new Set(["create-replacement", "delete-replaced"]);

/**
 * The steps that say what becomes of a resource. A replacement is three to the engine, of which one names both sides. And
 * before a program runs, a refresh says of each resource what was: nothing of what the program declares.
 */
export function dropRepeatedSteps(kind: EngineRun["kind"], steps: readonly Step[]): Step[] {
  const replaced = new Set(steps.filter(({ op }) => op === "replace").map(({ urn }) => urn));
  return steps.filter(
    ({ op, urn }) =>
      !(replacing.has(op) && replaced.has(urn)) && (op !== "refresh" || kind === "refresh"),
  );
}
