import { assignmentsType, configurationType } from "../handlers/resourceTypes.js";
import { isGone } from "./compareSets.js";
import { idleOps, type EngineRun, type Step } from "./engineRun.js";
import type { Line } from "./explanation.js";

/** What becomes of resources of other providers, and of what only groups resources. */
export function linesOfOthers({ steps }: EngineRun): { otherRemovals: Line[]; rest: Line[] } {
  const changed = steps.filter((step) => isOther(step) && !idleOps.has(step.op));
  const toLine = ({ type, name, op }: Step): Line => ({
    name: `${type} ${name}`,
    who: [],
    note: op,
  });
  return {
    otherRemovals: changed.filter(removes).map(toLine),
    rest: changed.filter((step) => !removes(step)).map(toLine),
  };
}

function isOther({ type }: Step): boolean {
  return (
    type !== configurationType &&
    type !== assignmentsType &&
    type !== "pulumi:pulumi:Stack" &&
    !type.startsWith("pulumi:providers:")
  );
}

/** A component only groups what goes by steps of its own. */
function removes(step: Step): boolean {
  const { op, before } = step;
  if (before === "unread") return isGone(step) || op === "replace";
  if (before?.isComponent === true || before?.isRetained === true) return false;
  return isGone(step) || op === "replace";
}

/** Resources that stay as they are. */
export function countUnchanged({ steps }: EngineRun): number {
  return steps.filter(
    ({ type, op }) =>
      idleOps.has(op) && type !== "pulumi:pulumi:Stack" && !type.startsWith("pulumi:providers:"),
  ).length;
}
