// @ts-nocheck
import {
  isAssignmentTargetType,
  targetForms,
  type Assignment,
  type GroupAssignment,
  type LiveAssignment,
} from "../domain/assignment.js";
import { isAbsent, normalizeAssignment } from "../domain/assignmentSet.js";
import { normalizeGuid } from "../domain/guid.js";

/** A target as Graph sends and takes it. */
export type WireTarget = Readonly<Record<string, unknown>>;

/**
 * An entry of the assignments, and the target to send for it. For a live entry that is what Graph returned, so that
 * what this release does not know of it survives when the set is written.
 */
export interface AssignmentEntry {
  assignment: LiveAssignment;
  target: WireTarget;
}

const typePrefix = "#microsoft.graph.";
const filterIdKey = "deviceAndAppManagementAssignmentFilterId";
const filterTypeKey = "deviceAndAppManagementAssignmentFilterType";

export function toWire(assignment: Assignment): AssignmentEntry {
  const { type, filterId, filterType, ...ids } = assignment as Assignment & {
    filterId?: string;
    filterType?: string;
  };
  const filter =
    filterId === undefined ? {} : { [filterIdKey]: filterId, [filterTypeKey]: filterType };
  return { assignment, target: { "@odata.type": `${typePrefix}${type}`, ...ids, ...filter } };
}

/** JSON with the keys of every object sorted, so that equal targets have equal texts. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, nested]) => [key, sortKeys(nested)]));
}

/** An entry that the state recorded, as it was live or declared. */
export function toEntry(assignment: LiveAssignment): AssignmentEntry {
  if (assignment.type !== "unrecognized") return toWire(assignment);
  return { assignment, target: JSON.parse(assignment.target) as WireTarget };
}

/** Reads one item of `assignments`. Graph's `id` of it is dropped: its form differs per entity and tells nothing. */
export function fromWire(item: WireTarget): AssignmentEntry {
  const target = dropAbsentFilter(isTarget(item["target"]) ? item["target"] : {});
  return { assignment: readTarget(target), target };
}

function readTarget(target: WireTarget): LiveAssignment {
  const type = readText(target, "@odata.type").replace(/^#?microsoft\.graph\./, "");
  if (!isAssignmentTargetType(type)) return unrecognized(target);
  const { idProperty } = targetForms[type];
  const id = idProperty && target[idProperty];
  if (idProperty && (typeof id !== "string" || id === "")) return unrecognized(target);
  return normalizeAssignment({
    type,
    ...(idProperty && { [idProperty]: id }),
    filterId: target[filterIdKey],
    filterType: target[filterTypeKey],
  } as Assignment);
}

/** A target without its filter keys where they say "no filter", in whichever spelling. */
function dropAbsentFilter(target: WireTarget): WireTarget {
  const { [filterIdKey]: id, [filterTypeKey]: type, ...rest } = target;
  const hasFilter = id !== "" && !isAbsent("filterId", id) && !isAbsent("filterType", type);
  return hasFilter ? target : rest;
}

function unrecognized(target: WireTarget): LiveAssignment {
  return { type: "unrecognized", target: JSON.stringify(sortKeys(target)) };
}

export function groupAssignmentFromWire(item: WireTarget): GroupAssignment {
  return { targetGroupId: normalizeGuid(readText(item, "targetGroupId")) };
}

function readText(target: WireTarget, key: string): string {
  const value = target[key];
  return typeof value === "string" ? value : "";
}

function isTarget(value: unknown): value is WireTarget {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The whole of both collections, as `assign` replaces them. */
export interface AssignBody {
  assignments: readonly AssignmentEntry[];
  /** Left out unless declared: what Graph does with an empty one is not established. */
  groupAssignments?: readonly GroupAssignment[];
}

/** The body of `assign`; its two parameters are spelled exactly so in Graph's metadata. */
export function toAssignBody(body: AssignBody): WireTarget {
  return {
    iOSLobAppProvisioningConfigAssignments: body.assignments.map(({ target }) => ({ target })),
    ...(body.groupAssignments && {
      appProvisioningConfigurationGroupAssignments: body.groupAssignments.map(
        ({ targetGroupId }) => ({
          targetGroupId,
        }),
      ),
    }),
  };
}
