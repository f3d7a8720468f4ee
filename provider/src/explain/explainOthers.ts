import { contentNames } from "../domain/configuration.js";
import { toReadable } from "../domain/readable.js";
import { sortKeys } from "../domain/values.js";
import {
  containsSecret,
  idleOps,
  isConfiguration,
  isGone,
  isSet,
  knownOps,
  secretText,
  type EngineRun,
  type Properties,
  type Recorded,
  type Step,
} from "./engineRun.js";
import type { Finding, SectionKey } from "./explanation.js";
import type { ProfileNames } from "./profileNames.js";

export function explainProfiles({ kind, steps }: EngineRun, names: ProfileNames): Finding[] {
  const all = steps.filter(isConfiguration);
  const held = new Set(all.flatMap(listHeld));
  return all
    .filter(({ op }) => !idleOps.has(op))
    .map((step) => {
      const isHeld = step.before?.id !== undefined && held.has(step.before.id);
      const [section, ...notes] = describeStep(step, { isHeld, isLive: kind === "refresh" });
      const { name, configurationId } = names.ofStep(step);
      const note = notes.filter((one) => one !== "").join(", ");
      return { section, name, configurationId, who: [], note: note === "" ? undefined : note };
    });
}

/** What the resource has after the run: no delete of another removes it. */
function listHeld(step: Step): (string | undefined)[] {
  if (isGone(step)) return [];
  return [step.after?.adoptId, step.op === "replace" ? undefined : step.before?.id];
}

/**
 * @param isHeld a resource has the configuration afterwards.
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
    const adopts = after?.adoptId === undefined ? "" : "taken over as it is";
    return ["new", adopts, willBe === undefined ? "" : `expires ${willBe}`];
  }
  if (isHeld && (op === "replace" || isGone(step))) return ["rest", "moves to another resource"];
  if (op === "replace") return ["replaced", "the former one is deleted", expires];
  if (isGone(step)) {
    if (before?.isRetained) return ["rest", "leaves the stack, stays in Intune"];
    const along = before?.outputs["deleteAssigned"] === true && !isLive;
    return ["deleted", expires, along ? "whoever has it loses it" : ""];
  }
  if (op !== "update" || before === undefined) return ["rest", op];
  const changed = listChanged(before, after);
  const others = changed.filter((name) => !["payloadSha256", "expirationDateTime"].includes(name));
  const changes = others.length === 0 ? "" : `changes ${others.join(", ")}`;
  return changed.includes("payloadSha256")
    ? ["renewed", `expires ${was ?? "?"} → ${willBe ?? "?"}`, changes]
    : ["rest", changes];
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

/** Left out, null and false mean the same to a program; a secret is encrypted differently each time. */
function textOf(value: unknown): string {
  if (containsSecret(value)) return secretText;
  return JSON.stringify(value === false ? null : sortKeys(value ?? null));
}

function expiryOf(recorded: Recorded | undefined): string | undefined {
  const { expirationDateTime } = { ...recorded?.outputs, ...recorded?.inputs } as Properties;
  return typeof expirationDateTime === "string"
    ? toReadable(expirationDateTime, { maxLength: 40 }).slice(0, 10)
    : undefined;
}

/** Of other types; of all, an op that this release does not know: it may remove anything. */
export function explainOthers({ steps }: EngineRun, names: ProfileNames): Finding[] {
  return steps
    .filter((step) => isShown(step) && !idleOps.has(step.op))
    .flatMap((step): Finding[] => {
      const { type, name, op, before } = step;
      const isKnown = knownOps.has(op);
      if (isSet(step) || isConfiguration(step)) {
        const who = [{ kind: "unknown", note: `the engine calls it ${op}` }] as const;
        return isKnown ? [] : [{ section: "loses", name: names.ofStep(step).name, who }];
      }
      // What a component groups has steps of its own.
      const stays = before?.isComponent === true || before?.isRetained === true;
      const removes = (isGone(step) || op === "replace" || !isKnown) && !stays;
      const section = removes ? "otherRemovals" : "rest";
      return [{ section, name: `${type} ${name}`, who: [], note: op }];
    });
}

export function countUnchanged({ steps }: EngineRun): number {
  return steps.filter((step) => idleOps.has(step.op) && isShown(step)).length;
}

function isShown({ type }: Step): boolean {
  return type !== "pulumi:pulumi:Stack" && !type.startsWith("pulumi:providers:");
}
