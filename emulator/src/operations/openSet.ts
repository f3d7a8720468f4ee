import type { EmulatorContext } from "../emulatorContext.js";
import { refuseMissing, refuseRequest } from "../graphFailure.js";
import { keyTarget, type Assignment, type AssignmentTarget } from "../graphObjects.js";
import type { OperationRequest } from "../operation.js";
import { admitTargets } from "../store/admitTargets.js";
import { replaceSet, viewSet, type SetName } from "../store/assignmentSets.js";
import { readingOf } from "./readingOf.js";

export interface OpenSet {
  readonly items: readonly Assignment[];
  /** Pages after the first are no reads of their own. */
  show(): readonly Assignment[];
  /** The targets that the rules let in beside `present`. */
  admit(targets: readonly AssignmentTarget[], present: readonly Assignment[]): AssignmentTarget[];
  create(target: AssignmentTarget): Assignment;
  save(items: readonly Assignment[]): void;
}

export function openSet(
  request: OperationRequest,
  context: EmulatorContext,
  name: SetName,
): OpenSet {
  const { store, settings } = context;
  const { behaviour, now } = settings;
  const record = store.findRecord(request.parameters["id"] ?? "");
  return {
    items: viewSet(record.sets, name, behaviour),
    show: () => viewSet(record.showSets(readingOf(request, context)), name, behaviour),
    admit: (targets, present) =>
      admitTargets(targets, {
        behaviour,
        hasGroup: (groupId) => store.findGroup(groupId) !== undefined,
        presentKeys: new Set(present.map(({ target }) => keyTarget(target))),
      }),
    create: (target) => store.createAssignment(record.configuration.id, target),
    save: (items) => {
      const sets = replaceSet(record.sets, { name, items }, behaviour);
      record.writeSets(sets, behaviour.readLag, now());
    },
  };
}

export function findItem(items: readonly Assignment[], request: OperationRequest): Assignment {
  const id = request.parameters["assignmentId"] ?? "";
  const found = items.find((item) => item.id.toLowerCase() === id.toLowerCase());
  if (found === undefined) throw refuseMissing("Assignment", id);
  return found;
}

/** Wording: reports about siblings. */
export function requireItemRoutes(request: OperationRequest, { settings }: EmulatorContext): void {
  if (settings.behaviour.itemRoutes === "present") return;
  const template = request.parameters["assignmentId"] === undefined ? "" : "/key";
  throw refuseRequest(
    `No OData route exists that match template ~/singleton/navigation/key/navigation${template} with http verb ${request.method} for request ${request.url.pathname}.`,
  );
}
