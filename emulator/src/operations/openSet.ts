import type { EmulatorContext } from "../emulatorContext.js";
import { refuseMissing, refuseRequest } from "../graphFailure.js";
import { keyTarget, type Assignment, type AssignmentTarget } from "../graphObjects.js";
import type { OperationRequest } from "../operation.js";
import { admitTargets } from "../store/admitTargets.js";
import { replaceSet, viewSet, type SetName } from "../store/assignmentSets.js";
import { readingOf } from "./readingOf.js";

/** One set of the configuration that a request names. */
export interface OpenSet {
  /** The items as they are. */
  readonly items: readonly Assignment[];
  /** The items as a read sees them; a page after the first is no read of its own. */
  show(): readonly Assignment[];
  /** The targets that the rules let in beside `present`. */
  admit(targets: readonly AssignmentTarget[], present: readonly Assignment[]): AssignmentTarget[];
  /** Gives a target an id. */
  create(target: AssignmentTarget): Assignment;
  /** Replaces the items. */
  save(items: readonly Assignment[]): void;
}

/** Opens the set, or throws a 404. */
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

/** The item that a request names, or a 404. */
export function findItem(items: readonly Assignment[], request: OperationRequest): Assignment {
  const id = request.parameters["assignmentId"] ?? "";
  const found = items.find((item) => item.id.toLowerCase() === id.toLowerCase());
  if (found === undefined) throw refuseMissing("Assignment", id);
  return found;
}

/** Refuses when the service is to lack the routes of items. Wording: reports about siblings. */
export function requireItemRoutes(request: OperationRequest, { settings }: EmulatorContext): void {
  if (settings.behaviour.itemRoutes === "present") return;
  const template = request.parameters["assignmentId"] === undefined ? "" : "/key";
  throw refuseRequest(
    `No OData route exists that match template ~/singleton/navigation/key/navigation${template} with http verb ${request.method} for request ${request.url.pathname}.`,
  );
}
