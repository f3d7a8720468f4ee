import type { Assignment, LiveAssignment } from "../domain/assignment.js";
import type { LiveConfiguration } from "../domain/configuration.js";
import type { DeviceStatus } from "../domain/deviceStatusSummary.js";
import {
  entryKey,
  isAbsent,
  isAssignmentTargetType,
  isOlder,
  normalizeEntry,
  targetForms,
  type Entry,
  type LiveEntry,
} from "../domain/entry.js";
import { isGuid, isRecord, sortKeys, toRecord, type Values } from "../domain/values.js";
import {
  readDate,
  readGuid,
  readText,
  readTexts,
  requireJson,
  UnexpectedResponse,
} from "./parseJson.js";

const filterIdKey = "deviceAndAppManagementAssignmentFilterId";
const filterTypeKey = "deviceAndAppManagementAssignmentFilterType";

/** Drops Graph's `id`: its form differs per entity. */
export function assignmentFromWire(json: unknown): LiveEntry {
  const target = dropAbsentFilter(toRecord(requireJson(json)["target"]));
  return { entry: readTarget(target), target };
}

export function groupAssignmentFromWire(json: unknown): LiveEntry {
  const targetGroupId = readGuid(requireJson(json), "targetGroupId");
  return { entry: { targetGroupId }, target: { targetGroupId } };
}

/** Graph cuts expansions off here, silently (https://learn.microsoft.com/graph/query-parameters#expand). */
const mostExpanded = 20;

/** `assignments` undefined: an empty or cut expansion proves nothing. */
export function listedFromWire(json: unknown) {
  const item = requireJson(json);
  const { assignments, "assignments@odata.nextLink": nextLink } = item;
  const isWhole =
    Array.isArray(assignments) &&
    assignments.length > 0 &&
    assignments.length < mostExpanded &&
    (typeof nextLink !== "string" || nextLink === "");
  return {
    configurationId: readGuid(item, "id"),
    assignments: isWhole ? assignments.map(assignmentFromWire) : undefined,
  };
}

function readTarget(target: Values): Entry {
  const spelled = target["@odata.type"];
  const type = typeof spelled === "string" && spelled.replace(/^#?microsoft\.graph\./, "");
  const { idProperty } = isAssignmentTargetType(type) ? targetForms[type] : {};
  const id = idProperty && target[idProperty];
  const isNamed = idProperty === undefined || (typeof id === "string" && id !== "");
  if (!isAssignmentTargetType(type) || !isNamed)
    return { type: "unrecognized", target: JSON.stringify(sortKeys(target)) };
  requireId(idProperty ?? "target", id);
  requireId(filterIdKey, target[filterIdKey]);
  return normalizeEntry({
    type,
    ...(idProperty && { [idProperty]: id }),
    filterId: target[filterIdKey],
    filterType: readText(target, filterTypeKey),
  } as Assignment);
}

/** Only a Configuration Manager collection has no GUID. */
function requireId(key: string, id: unknown): void {
  if (id === undefined || id === null || id === "" || isGuid(id)) return;
  if (key === "collectionId" && typeof id === "string" && /^[\w-]{1,64}$/.test(id)) return;
  throw new UnexpectedResponse(`the answer has a ${key} that cannot be one`);
}

function dropAbsentFilter(target: Values): Values {
  const { [filterIdKey]: id, [filterTypeKey]: type, ...rest } = target;
  const hasFilter = id !== "" && !isAbsent("filterId", id) && !isAbsent("filterType", type);
  return hasFilter ? target : rest;
}

export interface AssignBody {
  entries: readonly Entry[];
  /** Go back as they came, with properties unknown to this release. */
  live: readonly LiveEntry[];
  /** What Graph does with an empty older collection is not established. */
  sendsOlder: boolean;
}

/** Graph's metadata spells the two parameters so. */
export function toAssignBody({ entries, live, sendsOlder }: AssignBody): Values {
  // Of equal entries the first counts, as in the plan.
  const targets = new Map(live.toReversed().map(({ entry, target }) => [entryKey(entry), target]));
  return {
    iOSLobAppProvisioningConfigAssignments: entries
      .filter((entry): entry is LiveAssignment => !isOlder(entry))
      .map((entry) => ({ target: targets.get(entryKey(entry)) ?? toTarget(entry) })),
    ...(sendsOlder && { appProvisioningConfigurationGroupAssignments: entries.filter(isOlder) }),
  };
}

function toTarget(entry: LiveAssignment): Values {
  if (entry.type === "unrecognized") return JSON.parse(entry.target) as Values;
  const { type, filterId, filterType, ...ids } = entry as Assignment & {
    filterId?: string;
    filterType?: string;
  };
  const filter =
    filterId === undefined ? {} : { [filterIdKey]: filterId, [filterTypeKey]: filterType };
  return { "@odata.type": `#microsoft.graph.${type}`, ...ids, ...filter };
}

const entityType = "#microsoft.graph.iosLobAppProvisioningConfiguration";

export function toConfigurationBody(content: Partial<LiveConfiguration>): Values {
  return { "@odata.type": entityType, ...content };
}

/** The documentation wraps the entity in `value`; siblings return it bare. */
export function configurationFromWire(json: unknown): LiveConfiguration {
  const answer = requireJson(json);
  const wrapped = answer["value"];
  const entity = isRecord(wrapped) ? wrapped : answer;
  return {
    id: readGuid(entity, "id"),
    displayName: readText(entity, "displayName") ?? "",
    description: readText(entity, "description"),
    payload: readText(entity, "payload"),
    payloadFileName: readText(entity, "payloadFileName") ?? "",
    expirationDateTime: readDate(entity, "expirationDateTime"),
    roleScopeTagIds: readTexts(entity, "roleScopeTagIds"),
    createdDateTime: readDate(entity, "createdDateTime") ?? "",
    lastModifiedDateTime: readDate(entity, "lastModifiedDateTime") ?? "",
    version: typeof entity["version"] === "number" ? entity["version"] : 0,
  };
}

export function deviceStatusFromWire(json: unknown): DeviceStatus {
  const item = requireJson(json);
  return {
    id: readText(item, "id") ?? "",
    deviceDisplayName: readText(item, "deviceDisplayName") ?? "",
    deviceModel: readText(item, "deviceModel") ?? "",
    userName: readText(item, "userName") ?? "",
    userPrincipalName: readText(item, "userPrincipalName") ?? "",
    status: readText(item, "status") ?? "",
    lastReportedDateTime: readDate(item, "lastReportedDateTime") ?? "",
  };
}
