// @ts-nocheck
import { configurationsPath, intuneBeta, readAccess, type Operation } from "../operation.js";
import { cutPage } from "../query/cutPage.js";
import { filterByDisplayName } from "../query/filterByDisplayName.js";
import { readQuery } from "../query/readQuery.js";
import { presentConfiguration } from "../wire/presentConfiguration.js";

/** GET of the entity set. */
export const listConfigurations: Operation = {
  ...intuneBeta,
  name: "listConfigurations",
  method: "GET",
  path: configurationsPath,
  access: readAccess,
  handle: ({ url }, context) => {
    const { behaviour, pageSize, now } = context.settings;
    const query = readQuery(url, ["$filter", "$top", "$select", "$expand", "$skiptoken"]);
    const isHidden = behaviour.unexpandedList === "empty" && query.$expand === undefined;
    const kind = query.$skiptoken === undefined ? "read" : "continuation";
    const listed = (isHidden ? [] : context.store.records)
      .filter((record) => record.isShown(now(), kind))
      .map((record) => ({ displayName: record.configuration.displayName, record }));
    const found = filterByDisplayName(listed, query.$filter);
    const page = cutPage(found, url, pageSize);
    const value = page.value.map(({ record }) =>
      presentConfiguration(record, context, { url, query, isListed: true }),
    );
    return { status: 200, body: { ...page, value } };
  },
};
