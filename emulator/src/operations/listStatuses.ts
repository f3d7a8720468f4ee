import { configurationsPath, intuneBeta, readAccess, type Operation } from "../operation.js";
import { cutPage } from "../query/cutPage.js";
import { listOptions, readQuery } from "../query/readQuery.js";

/** The rows are what a test put there. */
export const listStatuses = [
  list("deviceStatuses", "listDeviceStatuses"),
  list("userStatuses", "listUserStatuses"),
];

function list(path: "deviceStatuses" | "userStatuses", name: string): Operation {
  return {
    ...intuneBeta,
    name,
    method: "GET",
    path: `${configurationsPath}/:id/${path}`,
    access: readAccess,
    handle: ({ url, parameters }, context) => {
      readQuery(url, listOptions);
      const rows = context.store.findRecord(parameters["id"] ?? "")[path];
      return { status: 200, body: cutPage(rows, url, context.settings.pageSize) };
    },
  };
}
