import { contentNames } from "../domain/configuration.js";
import { sortKeys } from "../domain/values.js";
import { toReadable } from "../domain/readable.js";
import { assignmentsType, configurationType } from "../handlers/resourceTypes.js";
import {
  idleOps,
  isGone,
  knownOps,
  type EngineRun,
  type Properties,
  type Recorded,
  type Step,
} from "./engineRun.js";
import type { SectionKey } from "./explanation.js";
import type { Finding } from "./findings.js";
import { adoptedId, idOf, type ProfileNames } from "./names.js";

export function explainProfiles({ kind, steps }: EngineRun, names: ProfileNames): Finding[] {
  const all = steps.filter(({ type }) => type === configurationType);
  const holders = Map.groupBy(
    all.flatMap((step) => heldIds(step).map((id) => ({ id, step }))),
    ({ id }) => id,
  );
  return all
    .filter(({ op }) => !idleOps.has(op))
    .map((step) => {
      const holding = holders.get(idOf(step.before) ?? "") ?? [];
      const isHeld = holding.some((other) => other.step !== step);
      const [section, ...notes] = describeStep(step, { isHeld, isLive: kind === "refresh" });
      const { name, configurationId } = names.ofStep(step);
      const note = notes.filter((one) => one !== "").join(", ");
      return { section, name, configurationId, ...(note !== "" && { note }) };
    });
}

/** What the resource has after the run: no delete of another removes it. */
function heldIds(step: Step): string[] {
  if (isGone(step)) return [];
  const kept = step.op === "replace" ? undefined : idOf(step.before);
  return [adoptedId(step.after), kept].filter((id) => id !== undefined);
}

/**
 * @param isHeld another resource has the configuration afterwards.
 * @param isLive it has happened, outside Pulumi.
 */
function describeStep(
  step: Step,
  { isHeld, isLive }: { isHeld: boolean; isLive: boolean },
): [section: SectionKey, ...notes: string[]] {
  const { op, before, after } = step;
  const [was, willBe] = [before, after].map(expiryOf);
  const expires = was === undefined ? "" : `expires ${was}`;
  if (op === "create") {
    const adopts = adoptedId(after) === undefined ? "" : "taken over as it is";
    return ["new", adopts, willBe === undefined ? "" : `expires ${willBe}`];
  }
  if (op === "replace")
    return isHeld
      ? ["rest", "another resource has the former one", expires]
      : ["replaced", "the former one is deleted", expires];
  if (isGone(step)) {
    if (isHeld) return ["rest", "moves to another resource"];
    if (before?.isRetained) return ["rest", "leaves the stack, stays in Intune"];
    const along = before?.outputs["deleteAssigned"] === true && !isLive;
    return ["deleted", expires, along ? "whoever has it loses it" : ""];
  }
  if (op !== "update") return ["rest", op];
  if (before === undefined) return ["rest", "changes"];
  const changed = listChanged(before, after);
  if (!changed.includes("payloadSha256")) return ["rest", `changes ${changed.join(", ")}`];
  const others = changed.filter((name) => !["payloadSha256", "expirationDateTime"].includes(name));
  const also = others.length === 0 ? "" : `changes ${others.join(", ")}`;
  return ["renewed", `expires ${was ?? "?"} → ${willBe ?? "?"}`, also];
}

/** Undeclared scope tags stay as they are. */
function listChanged(before: Recorded, after: Recorded | undefined): string[] {
  const now: Properties = { ...after?.outputs, ...after?.inputs };
  const was: Properties = { ...before.inputs, ...before.outputs };
  return [...contentNames, "deleteAssigned"].filter(
    (name) =>
      (name !== "roleScopeTagIds" || now[name] !== undefined) &&
      textOf(was[name]) !== textOf(now[name]),
  );
}

/** Left out, null and false mean the same to a program. */
function textOf(value: unknown): string {
  return JSON.stringify(value === false ? null : sortKeys(value ?? null));
}

function expiryOf(recorded: Recorded | undefined): string | undefined {
  const { expirationDateTime } = { ...recorded?.outputs, ...recorded?.inputs } as Properties;
  return typeof expirationDateTime === "string"
    ? toReadable(expirationDateTime, { maxLength: 40 }).slice(0, 10)
    : undefined;
}

export function explainOthers({ steps }: EngineRun): Finding[] {
  return steps
    .filter((step) => ![assignmentsType, configurationType].includes(step.type) && isShown(step))
    .filter(({ op }) => !idleOps.has(op))
    .map((step) => {
      const { type, name, op, before } = step;
      // What a component groups has steps of its own.
      const stays = before?.isComponent === true || before?.isRetained === true;
      const removes = (isGone(step) || op === "replace") && !stays;
      return { section: removes ? "otherRemovals" : "rest", name: `${type} ${name}`, note: op };
    });
}

/** An op that this release does not know may remove anything. */
export function explainStrange({ steps }: EngineRun, names: ProfileNames): Finding[] {
  return steps
    .filter(({ op }) => !knownOps.has(op))
    .filter(({ type }) => [assignmentsType, configurationType].includes(type))
    .map((step) => ({
      section: "loses",
      name: names.ofStep(step).name,
      who: { kind: "unknown", note: `the engine calls it ${step.op}` },
    }));
}

export function countUnchanged({ steps }: EngineRun): number {
  return steps.filter((step) => idleOps.has(step.op) && isShown(step)).length;
}

function isShown({ type }: Step): boolean {
  return type !== "pulumi:pulumi:Stack" && !type.startsWith("pulumi:providers:");
}
