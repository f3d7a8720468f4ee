// @ts-nocheck
import type { LiveAssignment } from "../../domain/assignment.js";
import {
  assignmentKey,
  equalEntries,
  groupAssignmentKey,
  intersectEntries,
  normalizeAssignments,
  normalizeGroupAssignments,
  subtractEntries,
} from "../../domain/assignmentSet.js";
import { normalizeGuid } from "../../domain/guid.js";
import { GraphError } from "../../graph/graphError.js";
import type { AssignmentEntry } from "../../graph/wire.js";
import type { HandlerContext } from "../handlerContext.js";
import {
  ownedAssignments,
  ownedGroupAssignments,
  type AssignmentsState,
} from "./assignmentsState.js";

/**
 * The engine's `read` for a refresh: the state brought up to what is live. In additive mode only entries that are ours
 * count. Undefined when the configuration is gone, and the set with it. A list of all sets may confirm a state, but only
 * the set itself, asked for on its own, may refute it.
 */
export async function refreshAssignments(
  context: HandlerContext,
  state: AssignmentsState,
): Promise<AssignmentsState | undefined> {
  if (isConfirmedByList(context, state)) return state;
  try {
    return await readLiveState(context, state);
  } catch (error) {
    if (error instanceof GraphError && error.isNotFound) return undefined;
    throw error;
  }
}

/**
 * The engine's `read` for `get`: the live set of a configuration that this stack need not manage.
 *
 * @throws GraphError when the configuration is missing.
 */
export async function getAssignments(
  context: HandlerContext,
  id: string,
): Promise<AssignmentsState> {
  const { api } = context;
  const live = await api.readAssignments(id);
  return {
    configurationId: normalizeGuid(id),
    assignments: normalizeEntries(live),
    groupAssignments: null,
    mode: "authoritative",
    unmanaged: "refuse",
    unmanagedAssignments: [],
    unmanagedGroupAssignments: [],
  };
}

function isConfirmedByList({ listedSets }: HandlerContext, state: AssignmentsState): boolean {
  // The list does not have the older collection.
  if (state.groupAssignments !== null) return false;
  const listed = listedSets?.find(state.configurationId);
  if (listed === undefined) return false;
  const live = bringUpToDate(state, {
    assignments: normalizeEntries(listed),
    groupAssignments: null,
  });
  return (
    equalEntries(live.assignments, state.assignments, assignmentKey) &&
    equalEntries(live.unmanagedAssignments, state.unmanagedAssignments, assignmentKey) &&
    live.unmanagedGroupAssignments.length === state.unmanagedGroupAssignments.length
  );
}

async function readLiveState(
  { api }: HandlerContext,
  state: AssignmentsState,
): Promise<AssignmentsState> {
  const { configurationId, groupAssignments } = state;
  const [entries, liveGroups] = await Promise.all([
    api.readAssignments(configurationId),
    groupAssignments && api.readGroupAssignments(configurationId),
  ]);
  return bringUpToDate(state, {
    assignments: normalizeEntries(entries),
    groupAssignments: liveGroups && normalizeGroupAssignments(liveGroups),
  });
}

/** What the state says once it has seen what is live; the older collection is null where it is not declared. Pure. */
function bringUpToDate(
  state: AssignmentsState,
  live: Pick<AssignmentsState, "assignments" | "groupAssignments">,
): AssignmentsState {
  const { assignments, groupAssignments } = live;
  const owned = ownedAssignments(state);
  const ownedGroups = ownedGroupAssignments(state);
  if (state.mode === "additive") {
    return {
      ...state,
      assignments: intersectEntries(assignments, owned, assignmentKey),
      groupAssignments:
        groupAssignments && intersectEntries(groupAssignments, ownedGroups, groupAssignmentKey),
      unmanagedAssignments: [],
      unmanagedGroupAssignments: [],
    };
  }
  return {
    ...state,
    ...live,
    unmanagedAssignments: subtractEntries(assignments, owned, assignmentKey),
    unmanagedGroupAssignments: subtractEntries(
      groupAssignments ?? [],
      ownedGroups,
      groupAssignmentKey,
    ),
  };
}

function normalizeEntries(entries: readonly AssignmentEntry[]): LiveAssignment[] {
  return normalizeAssignments(entries.map(({ assignment }) => assignment));
}
