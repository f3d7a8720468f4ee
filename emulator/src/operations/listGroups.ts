import type { Operation } from "../operation.js";
import { cutPage } from "../query/cutPage.js";
import { filterGroups, requireAdvanced } from "../query/filterGroups.js";
import { readQuery } from "../query/readQuery.js";
import { groupOperation, presentGroup } from "./groupOperation.js";

export const listGroups: Operation = {
  ...groupOperation,
  name: "listGroups",
  method: "GET",
  path: "/groups",
  handle: ({ url, headers }, context) => {
    requireAdvanced(url, headers);
    const query = readQuery(url, ["$filter", "$top", "$select", "$skiptoken"]);
    const found = filterGroups(context.store.groups, query.$filter);
    const page = cutPage(found, url, context.settings.pageSize);
    const value = page.value.map((group) => presentGroup(group, query.$select));
    return { status: 200, body: { ...page, value } };
  },
};
