import { isRecord } from "../isRecord.js";
import { configurationsPath, intuneBeta, writeAccess, type Operation } from "../operation.js";
import type { AssignmentTarget } from "../graphObjects.js";
import type { SetName } from "../store/assignmentSets.js";
import { mergeAssign, type AssignRequest } from "../store/mergeAssign.js";
import { setForms } from "../wire/setForms.js";
import { openSet } from "./openSet.js";

/** Exact casing: Graph's metadata. */
const parameterNames: Readonly<Record<SetName, string>> = {
  assignments: "iOSLobAppProvisioningConfigAssignments",
  groupAssignments: "appProvisioningConfigurationGroupAssignments",
};

/** Ids of items are accepted and ignored (our guess). */
export const assign: Operation = {
  ...intuneBeta,
  name: "assign",
  method: "POST",
  path: `${configurationsPath}/:id/assign`,
  access: writeAccess,
  bodyType: "assign",
  handle: (request, context) => {
    const { behaviour, now } = context.settings;
    const readPart = (name: SetName) => {
      const targets = readTargets(request.body, name);
      return targets && openSet(request, context, name).admit(targets, []);
    };
    const wanted: AssignRequest = {
      assignments: readPart("assignments"),
      groupAssignments: readPart("groupAssignments"),
    };
    const record = context.store.findRecord(request.parameters["id"] ?? "");
    const sets = mergeAssign(record.sets, wanted, {
      behaviour,
      createAssignment: (target) => context.store.createAssignment(record.configuration.id, target),
    });
    record.writeSets(sets, behaviour.readLag, now());
    return { status: 204 };
  },
};

function readTargets(body: unknown, name: SetName): AssignmentTarget[] | null | undefined {
  const items = isRecord(body) ? body[parameterNames[name]] : undefined;
  if (items === null) return null;
  if (!Array.isArray(items)) return undefined;
  return items.flatMap((item) => setForms[name].readTarget(item) ?? []);
}
