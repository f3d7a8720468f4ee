import { refuseRequest } from "../graphFailure.js";
import { configurationsPath, intuneBeta, writeAccess, type Operation } from "../operation.js";
import { findTarget, type SetName } from "../store/assignmentSets.js";
import { setForms } from "../wire/setForms.js";
import { openSet, requireItemRoutes } from "./openSet.js";

export const createAssignment = (["assignments", "groupAssignments"] as const).map(create);

function create(name: SetName): Operation {
  const form = setForms[name];
  return {
    ...intuneBeta,
    name: `create${form.itemName}`,
    method: "POST",
    path: `${configurationsPath}/:id/${name}`,
    access: writeAccess,
    bodyType: form.type,
    handle: (request, context) => {
      requireItemRoutes(request, context);
      const target = form.readTarget(request.body);
      if (target === undefined) throw refuseRequest("The body names no target.");
      const set = openSet(request, context, name);
      const [admitted] = set.admit([target], set.items);
      // What the service ignores is answered as if it had been taken (our guess).
      const item =
        (admitted ? undefined : findTarget(set.items, target)) ?? set.create(admitted ?? target);
      if (admitted) set.save([...set.items, item]);
      return { status: 201, body: form.present(item, context.settings.behaviour) };
    },
  };
}
