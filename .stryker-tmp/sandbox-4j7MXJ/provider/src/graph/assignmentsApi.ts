// @ts-nocheck
import type { GroupAssignment } from "../domain/assignment.js";
import {
  configurationsRoute,
  describeConfiguration,
  routeConfiguration,
} from "./configurationRoute.js";
import type { GraphClient, Recheck } from "./graphClient.js";
import { listedFromWire, type ListedAssignments } from "./listedWire.js";
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
  /**
   * The live assignments of all configurations, as the list of them has them, page by page. It may be out of date, or
   * leave out what hangs from an entity: whatever it does not have whole is not in it.
   */
  listAssignments(): AsyncIterable<ListedAssignments[]>;
  /** The live entries of the older collection, all pages. */
  readGroupAssignments(configurationId: string): Promise<GroupAssignment[]>;
  /** Sends the whole set: what is left out is gone where Graph replaces, as it does on siblings. */
  assign(call: AssignCall): Promise<void>;
}

/**
 * The set to send, what is to be asked first where it has to wait, which may be for minutes, and when the set that it was
 * made of was read, in milliseconds since the epoch.
 */
export interface AssignCall {
  configurationId: string;
  body: AssignBody;
  recheck: Recheck;
  readAtMs?: number | undefined;
}

export function createAssignmentsApi(client: GraphClient): AssignmentsApi {
  return {
    async readAssignments(id) {
      const action = `read the assignments of ${describeConfiguration(id)}`;
      return (await client.list({ action, path: routeConfiguration(id, "assignments") })).map(
        fromWire,
      );
    },
    async *listAssignments() {
      const action = "list the assignments of the iosLobAppProvisioningConfigurations";
      const path = `${configurationsRoute}?$select=id&$expand=assignments`;
      for await (const page of client.pages({ action, path }))
        yield page.flatMap((item) => listedFromWire(item) ?? []);
    },
    async readGroupAssignments(id) {
      const action = `read the groupAssignments of ${describeConfiguration(id)}`;
      return (await client.list({ action, path: routeConfiguration(id, "groupAssignments") })).map(
        groupAssignmentFromWire,
      );
    },
    async assign({ configurationId, body, recheck, readAtMs }) {
      await client.request({
        action: `assign ${describeConfiguration(configurationId)}`,
        method: "POST",
        path: routeConfiguration(configurationId, "assign"),
        body: toAssignBody(body),
        recheck,
        readAtMs,
      });
    },
  };
}
