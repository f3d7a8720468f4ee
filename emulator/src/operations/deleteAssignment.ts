import { configurationsPath, intuneBeta, writeAccess, type Operation } from "../operation.js";
import type { SetName } from "../store/assignmentSets.js";
import { setForms } from "../wire/setForms.js";
import { findItem, openSet, requireItemRoutes } from "./openSet.js";

export const deleteAssignment = (["assignments", "groupAssignments"] as const).map(remove);

function remove(name: SetName): Operation {
  return {
    ...intuneBeta,
    name: `delete${setForms[name].itemName}`,
    method: "DELETE",
    path: `${configurationsPath}/:id/${name}/:assignmentId`,
    access: writeAccess,
    handle: (request, context) => {
      requireItemRoutes(request, context);
      const set = openSet(request, context, name);
      const former = findItem(set.items, request);
      set.save(set.items.filter((item) => item !== former));
      return { status: 204 };
    },
  };
}
