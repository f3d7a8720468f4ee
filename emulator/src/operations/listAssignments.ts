import { configurationsPath, intuneBeta, readAccess, type Operation } from "../operation.js";
import { cutPage } from "../query/cutPage.js";
import { listOptions, readQuery } from "../query/readQuery.js";
import { selectProperties } from "../query/selectProperties.js";
import { sortItems } from "../query/sortItems.js";
import type { SetName } from "../store/assignmentSets.js";
import { setForms } from "../wire/setForms.js";
import { openSet } from "./openSet.js";

export const listAssignments = (["assignments", "groupAssignments"] as const).map(list);

function list(name: SetName): Operation {
  return {
    ...intuneBeta,
    name: `list${setForms[name].itemName}s`,
    method: "GET",
    path: `${configurationsPath}/:id/${name}`,
    access: readAccess,
    handle: (request, context) => {
      const { behaviour, pageSize } = context.settings;
      const { $select, $orderby } = readQuery(request.url, [
        ...listOptions,
        ...(["$select", "$orderby"] as const),
      ]);
      const form = setForms[name];
      const sorted = sortItems(openSet(request, context, name).show(), $orderby, form.type);
      const page = cutPage(sorted, request.url, pageSize);
      const value = page.value.map((item) =>
        selectProperties(form.present(item, behaviour), $select, form.type),
      );
      return { status: 200, body: { ...page, value } };
    },
  };
}
