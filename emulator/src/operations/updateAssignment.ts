import { configurationsPath, intuneBeta, writeAccess, type Operation } from "../operation.js";
import type { SetName } from "../store/assignmentSets.js";
import { answerPatch } from "../wire/answerPatch.js";
import { setForms } from "../wire/setForms.js";
import { findItem, openSet, requireItemRoutes } from "./openSet.js";

export const updateAssignment = (["assignments", "groupAssignments"] as const).map(update);

function update(name: SetName): Operation {
  const form = setForms[name];
  return {
    ...intuneBeta,
    name: `update${form.itemName}`,
    method: "PATCH",
    path: `${configurationsPath}/:id/${name}/:assignmentId`,
    access: writeAccess,
    bodyType: form.type,
    partialBody: true,
    handle: (request, context) => {
      requireItemRoutes(request, context);
      const set = openSet(request, context, name);
      const former = findItem(set.items, request);
      const wanted = form.readTarget(request.body) ?? former.target;
      const others = set.items.filter((item) => item !== former);
      // The id stays (our guess).
      const [admitted] = set.admit([wanted], others);
      const updated = { id: former.id, target: admitted ?? former.target };
      set.save(set.items.map((item) => (item === former ? updated : item)));
      const { behaviour } = context.settings;
      return answerPatch(form.present(updated, behaviour), behaviour.patchAnswer);
    },
  };
}
