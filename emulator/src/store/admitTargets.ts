import type { Behaviour } from "../behaviour.js";
import { refuseRequest } from "../graphFailure.js";
import { keyTarget, type AssignmentTarget } from "../graphObjects.js";
import { hasFilter } from "./hasFilter.js";

const filterProperties = new Set([
  "deviceAndAppManagementAssignmentFilterId",
  "deviceAndAppManagementAssignmentFilterType",
]);

export interface AdmissionContext {
  readonly behaviour: Behaviour;
  readonly hasGroup: (groupId: string) => boolean;
  readonly presentKeys: ReadonlySet<string>;
}

/** Applies the rules about filters, groups and duplicates. */
export function admitTargets(
  targets: readonly AssignmentTarget[],
  context: AdmissionContext,
): AssignmentTarget[] {
  const seen = new Set(context.presentKeys);
  return targets.flatMap((target) => {
    const unfiltered = admitFilter(target, context.behaviour);
    const admitted = isAdmitted(unfiltered, { ...context, presentKeys: seen });
    seen.add(keyTarget(target));
    return admitted ? [unfiltered] : [];
  });
}

function isAdmitted(target: AssignmentTarget, context: AdmissionContext): boolean {
  const { groupId } = target;
  if (groupId === undefined) return true;
  const problems = [
    {
      rule: context.behaviour.unknownGroups,
      broken: !context.hasGroup(groupId),
      // Reported wording of the real service.
      message: `Invalid GroupId : ${groupId} provided, a valid AADGroupId is expected.`,
    },
    {
      rule: context.behaviour.duplicateGroups,
      broken: context.presentKeys.has(keyTarget(target)),
      // Our guess; only the refusal itself is reported.
      message: `The group ${groupId} is assigned more than once.`,
    },
  ].filter(({ broken, rule }) => broken && rule !== "keep");
  const refused = problems.find(({ rule }) => rule === "refuse");
  if (refused) throw refuseRequest(refused.message);
  return problems.length === 0;
}

function admitFilter(target: AssignmentTarget, behaviour: Behaviour): AssignmentTarget {
  if (behaviour.filters === "keep" || !hasFilter(target)) return target;
  if (behaviour.filters === "refuse") {
    // Wording: our guess.
    throw refuseRequest("Assignment filters are not supported for iOS app provisioning profiles.");
  }
  const unfiltered = Object.entries(target).filter(([name]) => !filterProperties.has(name));
  return { "@odata.type": target["@odata.type"], ...Object.fromEntries(unfiltered) };
}
