import { isOlder, subtractEntries } from "../domain/entry.js";
import { normalizeGuid } from "../domain/values.js";
import {
  configurationsRoute,
  describeConfiguration,
  readOf,
  routeConfiguration,
} from "./configurationsApi.js";
import type { GraphClient } from "./graphClient.js";
import type { WriteRequest } from "./graphRequest.js";
import {
  assignmentFromWire,
  groupAssignmentFromWire,
  listedFromWire,
  toAssignBody,
  type AssignBody,
} from "./wire.js";

export type AssignmentsApi = ReturnType<typeof createAssignmentsApi>;

export function createAssignmentsApi(client: Pick<GraphClient, "list" | "pages">) {
  return {
    /** Not by `$expand`, which is empty on siblings. */
    readAssignments: (id: string) => client.list(readOf(id, "assignments", assignmentFromWire)),
    readGroupAssignments: (id: string) =>
      client.list(readOf(id, "groupAssignments", groupAssignmentFromWire)),
    /** Of all configurations; may be out of date. */
    listAssignments: () =>
      client.pages({
        action: "list the assignments of the iosLobAppProvisioningConfigurations",
        path: `${configurationsRoute}?$select=id&$expand=assignments`,
        parse: listedFromWire,
      }),
  };
}

/** Of the whole set: on siblings Graph removes what is left out. */
export function toAssignment(
  id: string,
  { sentAlong, ...body }: AssignBody & Pick<WriteRequest, "sentAlong">,
): WriteRequest {
  const live = body.live.map(({ entry }) => entry);
  const newGroupIds = subtractEntries(body.entries, live).flatMap((entry) => {
    if (isOlder(entry)) return [normalizeGuid(entry.targetGroupId)];
    return "groupId" in entry ? [normalizeGuid(entry.groupId)] : [];
  });
  return {
    action: `assign ${describeConfiguration(id)}`,
    method: "POST",
    path: routeConfiguration(id, "assign"),
    body: toAssignBody(body),
    sentAlong,
    newGroupIds,
  };
}
