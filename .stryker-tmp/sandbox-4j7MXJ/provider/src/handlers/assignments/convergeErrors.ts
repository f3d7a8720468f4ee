// @ts-nocheck
import {
  describeAssignment,
  describeGroupAssignment,
  type GroupAssignment,
} from "../../domain/assignment.js";
import { subtractEntries } from "../../domain/assignmentSet.js";
import { describeConfiguration } from "../../graph/configurationRoute.js";
import type { RequestFailure } from "../../graph/requestFailure.js";
import type { AssignmentEntry } from "../../graph/wire.js";
import type { LostEntries } from "./liveSet.js";
import {
  entryKey,
  isRefused,
  type AssignGoal,
  type AssignPlan,
  type LiveSet,
} from "./planAssign.js";

/** A write would erase live entries that nobody has declared and no preview has shown. Nothing was sent. */
export class UnseenEntriesError extends Error {
  override readonly name = "UnseenEntriesError";

  constructor({ configurationId, assignments }: AssignGoal, plan: AssignPlan) {
    const { refused } = plan.assignments;
    const older = plan.refusedGroupAssignments;
    const waysOut = {
      hasAssignments: refused.length > 0,
      hasGroupAssignments: older.length > 0,
      isAdditive: assignments.mode === "additive",
    };
    super(
      [
        `Cannot assign ${describeConfiguration(configurationId)}: it has entries that the program does not declare and ` +
          "the state has not seen, and the write would erase them:",
        ...describeEntries("-", refused, older),
        "Nothing was changed. The ways out:",
        ...describeWaysOut(waysOut).map((way) => `  * ${way}`),
      ].join("\n"),
    );
  }
}

/** Additive mode can be refused for the older collection alone, and takes no `unmanaged`. */
function describeWaysOut(refused: {
  hasAssignments: boolean;
  hasGroupAssignments: boolean;
  isAdditive: boolean;
}): string[] {
  const { hasAssignments, hasGroupAssignments, isAdditive } = refused;
  const properties = [
    ...(hasAssignments ? ["`assignments`"] : []),
    ...(hasGroupAssignments ? ["`groupAssignments`"] : []),
  ].join(" and ");
  return [
    `declare them in ${properties}, to keep them;`,
    ...(hasAssignments
      ? ["run `pulumi refresh` first, so that the next preview shows them going;"]
      : []),
    isAdditive
      ? "have their owner remove them."
      : 'set `unmanaged: "remove"`, to remove them unseen.',
  ];
}

/** A request failed after something was, or may have been, written. Its message is that of the request. */
export class UnfinishedWriteError extends Error {
  override readonly name = "UnfinishedWriteError";
  readonly failure: RequestFailure;

  constructor(failure: RequestFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** What was wrong with the set that was read back after the last write. */
export interface Mismatch {
  plan: AssignPlan;
  live: LiveSet;
  /** What each write should have left alone and is gone. */
  losses: readonly LostEntries[];
  /** The set stayed as it was before the write, for this long. */
  unchangedForMs?: number;
}

/** Graph took the write, but the set that was read back is not the one that was sent. */
export class NotConvergedError extends Error {
  override readonly name = "NotConvergedError";
  readonly live: LiveSet;

  constructor(configurationId: string, mismatch: Mismatch) {
    const { plan, losses } = mismatch;
    const lines = [
      ...describeEntries(
        "missing:",
        plan.assignments.missing,
        plan.groupAssignments?.missing ?? [],
      ),
      ...describeEntries("still there:", surplusOf(plan), plan.groupAssignments?.surplus ?? []),
      ...describeEntries("came meanwhile:", plan.assignments.refused, plan.refusedGroupAssignments),
      ...losses.flatMap(({ assignments, groupAssignments }) =>
        describeEntries("gone, though it is not ours:", assignments, groupAssignments),
      ),
    ];
    super(
      [
        `Cannot assign ${describeConfiguration(configurationId)}: Graph accepted the set, but reading it back shows another:`,
        ...new Set(lines),
        describeCause(mismatch),
      ].join("\n"),
    );
    this.live = mismatch.live;
  }
}

/** What should have gone; entries that came meanwhile and that nobody has seen are another matter. */
function surplusOf({ assignments }: AssignPlan): AssignmentEntry[] {
  return subtractEntries(assignments.surplus, assignments.refused, entryKey);
}

function describeCause({ plan, unchangedForMs }: Mismatch): string {
  if (isRefused(plan)) {
    return "Someone else wrote meanwhile, or Graph changed what it was sent. Run `pulumi refresh` to see the live set.";
  }
  const waited =
    unchangedForMs === undefined
      ? ""
      : ` It did not change for ${Math.round(unchangedForMs / 1000)} s.`;
  const plans = [plan.assignments, ...(plan.groupAssignments ? [plan.groupAssignments] : [])];
  const isMissing = plans.some(({ missing }) => missing.length > 0);
  const hasSurplus = plans.some(({ surplus }) => surplus.length > 0);
  const cause =
    hasSurplus && !isMissing
      ? "Graph may have merged the set instead of replacing it: remove the surplus entries in the portal."
      : "Graph may have dropped or changed what it was sent, or shows it late.";
  return `${cause}${waited} Then run \`pulumi up\` again.`;
}

function describeEntries(
  label: string,
  assignments: readonly AssignmentEntry[],
  groupAssignments: readonly GroupAssignment[],
): string[] {
  return [
    ...assignments.map(({ assignment }) => describeAssignment(assignment)),
    ...groupAssignments.map(describeGroupAssignment),
  ].map((entry) => `  ${label} ${entry}`);
}
