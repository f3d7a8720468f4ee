import { contentNames } from "../domain/configurationInputs.js";
import { normalizeGuid } from "../domain/guid.js";
import { toReadable } from "../domain/readable.js";
import { sortKeys } from "../domain/properties.js";
import { configurationType } from "../handlers/resourceTypes.js";
import { isGone } from "./compareSets.js";
import { idleOps, type EngineRun, type Properties, type Recorded, type Step } from "./engineRun.js";
import type { Line, SectionKey } from "./explanation.js";

/** What becomes of one profile itself. */
export interface ProfileLine {
  section: Extract<SectionKey, "new" | "renewed" | "replaced" | "deleted" | "rest">;
  step: Step;
  line: Line;
}

/** @param nameOf the profile's name, as lines show it. */
export function linesOfProfiles(
  { kind, steps }: EngineRun,
  nameOf: (step: Step) => string,
): ProfileLine[] {
  const all = steps.filter(({ type }) => type === configurationType);
  const holders = Map.groupBy(
    all.flatMap((step) => heldIds(step).map((id) => ({ id, step }))),
    ({ id }) => id,
  );
  return all
    .filter(({ op }) => !idleOps.has(op))
    .map((step) => {
      const id = idOf(step.before);
      const isHeld = holders.get(id ?? "")?.some((other) => other.step !== step) === true;
      const { section, note } = describeStep(step, { isHeld, isLive: kind === "refresh" });
      const shownId = id ?? adoptedId(step.after);
      const line: Line = { name: nameOf(step), who: [], ...(note !== "" && { note }) };
      return {
        section,
        step,
        line: { ...line, ...(shownId !== undefined && { configurationId: shownId }) },
      };
    });
}

function idOf(recorded: Step["before"]): string | undefined {
  return recorded === "unread" || recorded?.id === undefined
    ? undefined
    : normalizeGuid(recorded.id);
}

function adoptedId(recorded: Recorded | undefined): string | undefined {
  const id = recorded?.inputs["adoptId"];
  return typeof id === "string" ? normalizeGuid(id) : undefined;
}

/** The configurations that the resource has after the run: then no delete of another removes them. */
function heldIds(step: Step): string[] {
  if (isGone(step)) return [];
  const kept = step.op === "replace" ? undefined : idOf(step.before);
  return [adoptedId(step.after), kept].filter((id) => id !== undefined);
}

interface Surroundings {
  /** Another resource has the configuration. */
  isHeld: boolean;
  /** It has happened, outside Pulumi. */
  isLive: boolean;
}

function describeStep(
  step: Step,
  { isHeld, isLive }: Surroundings,
): { section: ProfileLine["section"]; note: string } {
  const { op, before, after } = step;
  const was = before === "unread" ? undefined : before;
  const then = expiryOf(was);
  const expires = then === undefined ? "" : `expires ${then}`;
  if (op === "create") {
    const ends = expiryOf(after);
    const note = ends === undefined ? "" : `expires ${ends}`;
    if (adoptedId(after) === undefined) return { section: "new", note };
    return { section: "new", note: join(["taken over as it is", note]) };
  }
  if (op === "replace") {
    const note = isHeld ? "another resource has the former one" : "the former one is deleted";
    return { section: isHeld ? "rest" : "replaced", note: join([note, expires]) };
  }
  if (isGone(step)) {
    if (isHeld) return { section: "rest", note: "moves to another resource" };
    if (was?.isRetained) return { section: "rest", note: "leaves the stack, stays in Intune" };
    const along = was?.outputs["deleteAssigned"] === true && !isLive;
    return { section: "deleted", note: join([expires, along ? "whoever has it loses it" : ""]) };
  }
  if (op !== "update") return { section: "rest", note: op };
  const changed = changedNames(was, after);
  if (was === undefined || !changed.includes("payloadSha256"))
    return { section: "rest", note: was ? `changes ${changed.join(", ")}` : "changes" };
  const rest = changed.filter((name) => !renewalNames.includes(name));
  const also = rest.length === 0 ? "" : `changes ${rest.join(", ")}`;
  const ends = `expires ${then ?? "?"} → ${expiryOf(after) ?? "?"}`;
  return { section: "renewed", note: join([ends, also]) };
}

const renewalNames: readonly string[] = ["payloadSha256", "expirationDateTime"];

const comparedNames = [...contentNames, "deleteAssigned"] as const;

/** Properties that differ. Scope tags that no program declares are left as they are. */
function changedNames(before: Recorded | undefined, after: Recorded | undefined): string[] {
  const now: Properties = { ...after?.outputs, ...after?.inputs };
  const was: Properties = { ...before?.inputs, ...before?.outputs };
  return comparedNames.filter(
    (name) =>
      (name !== "roleScopeTagIds" || now[name] !== undefined) &&
      textOf(was[name]) !== textOf(now[name]),
  );
}

/** Left out, null and false are one to a program. */
function textOf(value: unknown): string {
  return JSON.stringify(value === false ? null : sortKeys(value ?? null));
}

function expiryOf(recorded: Recorded | undefined): string | undefined {
  const { expirationDateTime } = { ...recorded?.outputs, ...recorded?.inputs } as Properties;
  return typeof expirationDateTime === "string"
    ? toReadable(expirationDateTime, { maxLength: 40 }).slice(0, 10)
    : undefined;
}

function join(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(", ");
}
