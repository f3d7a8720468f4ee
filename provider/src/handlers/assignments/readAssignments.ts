import {
  assignmentKey,
  groupAssignmentKey,
  intersectEntries,
  normalizeAssignments,
  normalizeGroupAssignments,
  subtractEntries,
} from "../../domain/assignmentSet.js";
import { normalizeGuid } from "../../domain/guid.js";
import { GraphError } from "../../graph/graphError.js";
import type { HandlerContext } from "../handlerContext.js";
import {
  ownedAssignments,
  ownedGroupAssignments,
  type AssignmentsState,
} from "./assignmentsState.js";

/**
 * The engine's `read` for a refresh: the state brought up to what is live. In additive mode only entries that are ours
 * count. Undefined when the configuration is gone, and the set with it.
 */
export async function refreshAssignments(
  context: HandlerContext,
  state: AssignmentsState,
): Promise<AssignmentsState | undefined> {
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
    assignments: normalizeAssignments(live.map(({ assignment }) => assignment)),
    groupAssignments: null,
    mode: "authoritative",
    unmanaged: "refuse",
    unmanagedAssignments: [],
    unmanagedGroupAssignments: [],
  };
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
  const live = normalizeAssignments(entries.map(({ assignment }) => assignment));
  const owned = ownedAssignments(state);
  const ownedGroups = ownedGroupAssignments(state);
  const groups = liveGroups && normalizeGroupAssignments(liveGroups);
  if (state.mode === "additive") {
    return {
      ...state,
      assignments: intersectEntries(live, owned, assignmentKey),
      groupAssignments: groups && intersectEntries(groups, ownedGroups, groupAssignmentKey),
      unmanagedAssignments: [],
      unmanagedGroupAssignments: [],
    };
  }
  return {
    ...state,
    assignments: live,
    groupAssignments: groups,
    unmanagedAssignments: subtractEntries(live, owned, assignmentKey),
    unmanagedGroupAssignments: subtractEntries(groups ?? [], ownedGroups, groupAssignmentKey),
  };
}
