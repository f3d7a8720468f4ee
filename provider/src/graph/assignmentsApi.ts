import type { GroupAssignment } from "../domain/assignment.js";
import { describeConfiguration, routeConfiguration } from "./configurationRoute.js";
import type { GraphClient } from "./graphClient.js";
import {
  fromWire,
  groupAssignmentFromWire,
  toAssignBody,
  type AssignBody,
  type AssignmentEntry,
} from "./wire.js";

/** What Graph offers for the assignments of iosLobAppProvisioningConfigurations. Ids are GUIDs. */
export interface AssignmentsApi {
  /** The live assignments, all pages. The list hanging from the entity is read: `$expand` is empty on siblings. */
  readAssignments(configurationId: string): Promise<AssignmentEntry[]>;
  /** The live entries of the older collection, all pages. */
  readGroupAssignments(configurationId: string): Promise<GroupAssignment[]>;
  /** Sends the whole set: what is left out is gone where Graph replaces, as it does on siblings. */
  assign(configurationId: string, body: AssignBody): Promise<void>;
}

export function createAssignmentsApi(client: GraphClient): AssignmentsApi {
  return {
    async readAssignments(id) {
      const action = `read the assignments of ${describeConfiguration(id)}`;
      return (await client.list({ action, path: routeConfiguration(id, "assignments") })).map(
        fromWire,
      );
    },
    async readGroupAssignments(id) {
      const action = `read the groupAssignments of ${describeConfiguration(id)}`;
      return (await client.list({ action, path: routeConfiguration(id, "groupAssignments") })).map(
        groupAssignmentFromWire,
      );
    },
    async assign(id, body) {
      const action = `assign ${describeConfiguration(id)}`;
      await client.request({
        action,
        method: "POST",
        path: routeConfiguration(id, "assign"),
        body: toAssignBody(body),
      });
    },
  };
}
