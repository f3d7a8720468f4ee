import { configurationsPath, intuneBeta, readAccess, type Operation } from "../operation.js";
import { cutPage } from "../query/cutPage.js";
import { filterByDisplayName } from "../query/filterByDisplayName.js";
import { listOptions, readQuery } from "../query/readQuery.js";
import { sortItems } from "../query/sortItems.js";
import { presentConfiguration } from "../wire/presentConfiguration.js";
import { readingOf } from "./readingOf.js";

export const listConfigurations: Operation = {
  ...intuneBeta,
  name: "listConfigurations",
  method: "GET",
  path: configurationsPath,
  access: readAccess,
  handle: (request, context) => {
    const { route, url } = request;
    const { behaviour, pageSize } = context.settings;
    const query = readQuery(url, [...listOptions, "$filter", "$select", "$expand", "$orderby"]);
    const isHidden = behaviour.unexpandedList === "empty" && query.$expand === undefined;
    const reading = readingOf(request, context);
    const listed = (isHidden ? [] : context.store.records)
      .filter((record) => record.isShown(reading))
      .map((record) => ({ ...record.configuration, record }));
    const found = filterByDisplayName(listed, query.$filter);
    const sorted = sortItems(found, query.$orderby, "iosLobAppProvisioningConfiguration");
    const page = cutPage(sorted, url, pageSize);
    const value = page.value.map(({ record }) =>
      presentConfiguration(record, context, { route, url, query, isListed: true }),
    );
    return { status: 200, body: { ...page, value } };
  },
};
