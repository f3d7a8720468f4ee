import { configurationsPath, intuneBeta, readAccess, type Operation } from "../operation.js";
import { cutPage } from "../query/cutPage.js";
import { readQuery } from "../query/readQuery.js";
import type { SetName } from "../store/assignmentSets.js";
import { setForms } from "../wire/setForms.js";
import { openSet } from "./openSet.js";

/** GET of either set. */
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
      readQuery(request.url, ["$top", "$skiptoken"]);
      const page = cutPage(openSet(request, context, name).show(), request.url, pageSize);
      const value = page.value.map((item) => setForms[name].present(item, behaviour));
      return { status: 200, body: { ...page, value } };
    },
  };
}
