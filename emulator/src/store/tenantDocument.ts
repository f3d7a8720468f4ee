import { targetGroup, type Assignment, type AssignmentTarget } from "../graphObjects.js";
import type { Configuration, Group } from "../graphObjects.js";
import type { ConfigurationRecord, StatusRows } from "./configurationRecord.js";
import type { Store } from "./store.js";

/** A tenant as JSON. What is absent is made up. */
export interface TenantDocument {
  readonly groups?: readonly Partial<Group>[];
  readonly configurations?: readonly ConfigurationDocument[];
}

/** Each set in Graph's own form. */
export interface ConfigurationDocument extends Partial<Configuration> {
  readonly assignments?: readonly { readonly id?: string; readonly target: AssignmentTarget }[];
  readonly groupAssignments?: readonly { readonly id?: string; readonly targetGroupId: string }[];
  readonly deviceStatuses?: StatusRows;
  readonly userStatuses?: StatusRows;
}

/** Whatever lags and switches show of it. */
export function writeTenantDocument(store: Store): TenantDocument {
  return { groups: store.groups, configurations: store.records.map(writeRecord) };
}

function writeRecord(record: ConfigurationRecord): ConfigurationDocument {
  const { assignments, groupAssignments } = record.sets;
  return {
    ...record.configuration,
    assignments,
    groupAssignments: groupAssignments.map(({ id, target }) => ({
      id,
      targetGroupId: target.groupId ?? "",
    })),
    deviceStatuses: record.deviceStatuses,
    userStatuses: record.userStatuses,
  };
}

/** An object of the same id is replaced. */
export function loadTenantDocument(store: Store, document: TenantDocument): void {
  for (const group of document.groups ?? []) store.addGroup(group);
  for (const configuration of document.configurations ?? []) loadRecord(store, configuration);
}

function loadRecord(store: Store, document: ConfigurationDocument): void {
  const {
    assignments = [],
    groupAssignments = [],
    deviceStatuses = [],
    userStatuses = [],
    ...given
  } = document;
  const { id } = store.addConfiguration(given);
  const complete = (target: AssignmentTarget, known: string | undefined): Assignment =>
    known === undefined ? store.createAssignment(id, target) : { id: known, target };
  const record = store.findRecord(id);
  Object.assign(record, { deviceStatuses, userStatuses });
  record.overwriteSets({
    assignments: assignments.map((item) => complete(item.target, item.id)),
    groupAssignments: groupAssignments.map((item) =>
      complete(targetGroup(item.targetGroupId), item.id),
    ),
  });
}
