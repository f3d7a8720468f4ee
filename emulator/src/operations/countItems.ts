import { isRecord } from "../isRecord.js";
import type { Operation } from "../operation.js";
import { listAssignments } from "./listAssignments.js";
import { listConfigurations } from "./listConfigurations.js";
import { listStatuses } from "./listStatuses.js";

/** Answers the number alone, as text. */
export const countItems = [listConfigurations, ...listAssignments, ...listStatuses].map(
  (list): Operation => ({
    ...list,
    path: `${list.path}/$count`,
    handle: async (request, context) => {
      const url = new URL(request.url);
      url.searchParams.set("$count", "true");
      const { body } = await list.handle({ ...request, url }, context);
      const count = isRecord(body) ? body["@odata.count"] : undefined;
      return { status: 200, headers: { "Content-Type": "text/plain" }, body: String(count) };
    },
  }),
);
