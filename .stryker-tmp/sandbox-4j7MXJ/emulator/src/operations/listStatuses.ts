// @ts-nocheck
import { configurationsPath, intuneBeta, readAccess, type Operation } from "../operation.js";
import { cutPage } from "../query/cutPage.js";
import { readQuery } from "../query/readQuery.js";

/** GET of either list of statuses; the rows are what a test put there. */
export const listStatuses = (["deviceStatuses", "userStatuses"] as const).map(list);

function list(name: "deviceStatuses" | "userStatuses"): Operation {
  return {
    ...intuneBeta,
    name: `list ${name}`,
    method: "GET",
    path: `${configurationsPath}/:id/${name}`,
    access: readAccess,
    handle: ({ url, parameters }, context) => {
      readQuery(url, ["$top", "$skiptoken"]);
      const rows = context.store.findRecord(parameters["id"] ?? "")[name];
      return { status: 200, body: cutPage(rows, url, context.settings.pageSize) };
    },
  };
}
