import type { Behaviour } from "../behaviour.js";
import { keyTarget, type Assignment, type AssignmentTarget } from "../graphObjects.js";
import {
  isMirrored,
  replaceSet,
  viewSet,
  type AssignmentSets,
  type SetName,
} from "./assignmentSets.js";

/** What a call of `assign` says of each set: targets, null, or nothing. */
export type AssignRequest = Readonly<
  Record<SetName, readonly AssignmentTarget[] | null | undefined>
>;

export interface AssignContext {
  readonly behaviour: Behaviour;
  readonly createAssignment: (target: AssignmentTarget) => Assignment;
}

export function mergeAssign(
  sets: AssignmentSets,
  request: AssignRequest,
  context: AssignContext,
): AssignmentSets {
  const afterFirst = assignSet(sets, { name: "assignments", request }, context);
  return assignSet(afterFirst, { name: "groupAssignments", request }, context);
}

function assignSet(
  sets: AssignmentSets,
  { name, request }: { readonly name: SetName; readonly request: AssignRequest },
  context: AssignContext,
): AssignmentSets {
  const current = viewSet(sets, name, context.behaviour);
  const targets = request[name];
  const outcome = decideOutcome(targets, context.behaviour);
  if (outcome === "keeps") return sets;
  // When mirrored, the newer collection wins (our guess).
  const named = isMirrored(name, context.behaviour) ? (request.assignments ?? []) : [];
  const namedKeys = new Set(named.map(keyTarget));
  const kept = current.filter(
    ({ target }) => outcome === "adds" || namedKeys.has(keyTarget(target)),
  );
  const unnamed = (targets ?? []).filter((target) => !namedKeys.has(keyTarget(target)));
  const items = addTargets(kept, unnamed, context);
  return replaceSet(sets, { name, items }, context.behaviour);
}

function decideOutcome(
  targets: readonly AssignmentTarget[] | null | undefined,
  behaviour: Behaviour,
): "keeps" | "clears" | "adds" {
  if (targets === undefined) return behaviour.absentCollection;
  if (targets === null) return behaviour.nullCollection;
  if (targets.length === 0) return behaviour.emptyCollection;
  return behaviour.assign === "merge" ? "adds" : "clears";
}

/** Former items stay first; a present target takes the new filter and keeps its id. */
function addTargets(
  kept: readonly Assignment[],
  targets: readonly AssignmentTarget[],
  context: AssignContext,
): Assignment[] {
  const wanted = new Map(targets.map((target) => [keyTarget(target), target]));
  const present = new Set(kept.map(({ target }) => keyTarget(target)));
  const updated = kept.map(({ id, target }) => ({
    id,
    target: wanted.get(keyTarget(target)) ?? target,
  }));
  const added = targets.filter((target) => !present.has(keyTarget(target)));
  return [...updated, ...added.map(context.createAssignment)];
}
