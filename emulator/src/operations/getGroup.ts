import { GraphFailure, refuseUnsupported } from "../graphFailure.js";
import type { Operation } from "../operation.js";
import { readQuery } from "../query/readQuery.js";
import { groupOperation, presentGroup } from "./groupOperation.js";

export const getGroup: Operation = {
  ...groupOperation,
  name: "getGroup",
  method: "GET",
  path: "/groups/:id",
  handle: ({ method, url, parameters }, context) => {
    const id = parameters["id"] ?? "";
    // `$count` is no id, and not emulated here.
    if (id.startsWith("$")) throw refuseUnsupported(`${method} ${url.pathname}`);
    const { $select } = readQuery(url, ["$select"]);
    const group = context.store.findGroup(id);
    if (group === undefined) {
      // As reported by many clients.
      const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
      throw new GraphFailure({ status: 404, code: "Request_ResourceNotFound", message });
    }
    return { status: 200, body: presentGroup(group, $select) };
  },
};
