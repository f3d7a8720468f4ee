import { configurationsPath, intuneBeta, readAccess, type Operation } from "../operation.js";
import { readQuery } from "../query/readQuery.js";
import type { SetName } from "../store/assignmentSets.js";
import { setForms } from "../wire/setForms.js";
import { wrapEntity } from "../wire/wrapEntity.js";
import { findItem, openSet, requireItemRoutes } from "./openSet.js";

export const getAssignment = (["assignments", "groupAssignments"] as const).map(get);

function get(name: SetName): Operation {
  return {
    ...intuneBeta,
    name: `get${setForms[name].itemName}`,
    method: "GET",
    path: `${configurationsPath}/:id/${name}/:assignmentId`,
    access: readAccess,
    handle: (request, context) => {
      requireItemRoutes(request, context);
      readQuery(request.url, []);
      const { behaviour } = context.settings;
      const item = findItem(openSet(request, context, name).show(), request);
      const entity = setForms[name].present(item, behaviour);
      return { status: 200, body: wrapEntity(entity, behaviour.entityEnvelope) };
    },
  };
}
