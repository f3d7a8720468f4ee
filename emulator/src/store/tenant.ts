import type { Behaviour } from "../behaviour.js";
import { checkDocument } from "../documents/checkDocument.js";
import { tenantSchema } from "../documents/tenantSchema.js";
import {
  targetGroup,
  type Assignment,
  type AssignmentTarget,
  type Configuration,
  type Group,
} from "../graphObjects.js";
import { replaceSet, viewSet, type SetName } from "./assignmentSets.js";
import type { StatusRows } from "./configurationRecord.js";
import type { Store } from "./store.js";
import { loadTenantDocument, writeTenantDocument, type TenantDocument } from "./tenantDocument.js";

/**
 * The tenant as a portal admin sees it, for tests. Every method acts at once on the store, past
 * HTTP, faults, rules and lag. A method throws when the configuration does not exist.
 */
export class Tenant {
  readonly #store: Store;
  readonly #behaviour: Behaviour;

  constructor(store: Store, behaviour: Behaviour) {
    this.#store = store;
    this.#behaviour = behaviour;
  }

  /** All configurations, oldest first. */
  get configurations(): readonly Configuration[] {
    return this.#store.records.map(({ configuration }) => configuration);
  }

  /** All groups, oldest first. */
  get groups(): readonly Group[] {
    return this.#store.groups;
  }

  /** Everything in it, as JSON: what `load` takes. */
  get document(): TenantDocument {
    return structuredClone(writeTenantDocument(this.#store));
  }

  /** Adds groups and configurations with their sets; an object of the same id is replaced. */
  load(document: TenantDocument): void {
    checkDocument(document, tenantSchema);
    loadTenantDocument(this.#store, structuredClone(document));
  }

  /** Adds a configuration; what is not given is made up. */
  addConfiguration(given: Partial<Configuration> = {}): Configuration {
    return this.#store.addConfiguration(given);
  }

  /** Changes a configuration behind everyone's back; bumps its version. */
  updateConfiguration(configurationId: string, changes: Partial<Configuration>): Configuration {
    return this.#store.updateConfiguration(configurationId, changes);
  }

  /** Deletes a configuration. */
  removeConfiguration(configurationId: string): void {
    this.#store.removeConfiguration(configurationId);
  }

  /** Adds a group to the directory. */
  addGroup(given: Partial<Group> = {}): Group {
    return this.#store.addGroup(given);
  }

  /** Deletes a group; assignments to it stay. */
  removeGroup(groupId: string): void {
    this.#store.removeGroup(groupId);
  }

  /** Replaces `assignments`. */
  setAssignments(configurationId: string, targets: readonly AssignmentTarget[]): void {
    const items = targets.map((target) => this.#store.createAssignment(configurationId, target));
    this.#overwrite(configurationId, "assignments", items);
  }

  /** Adds one target to `assignments` and answers its id. */
  addAssignment(configurationId: string, target: AssignmentTarget): string {
    const added = this.#store.createAssignment(configurationId, target);
    const items = [...this.#view(configurationId, "assignments"), added];
    this.#overwrite(configurationId, "assignments", items);
    return added.id;
  }

  /** Removes from `assignments` every target that fits; answers how many did. */
  removeAssignment(configurationId: string, fits: (target: AssignmentTarget) => boolean): number {
    const before = this.#view(configurationId, "assignments");
    const items = before.filter(({ target }) => !fits(target));
    this.#overwrite(configurationId, "assignments", items);
    return before.length - items.length;
  }

  /** The targets of `assignments`, as stored (not as a read would spell them). */
  assignmentsOf(configurationId: string): AssignmentTarget[] {
    return this.#view(configurationId, "assignments").map(({ target }) => target);
  }

  /** Replaces `groupAssignments`. */
  setGroupAssignments(configurationId: string, groupIds: readonly string[]): void {
    const items = groupIds.map((groupId) =>
      this.#store.createAssignment(configurationId, targetGroup(groupId)),
    );
    this.#overwrite(configurationId, "groupAssignments", items);
  }

  /** Adds one group to `groupAssignments` and answers the id of the assignment. */
  addGroupAssignment(configurationId: string, groupId: string): string {
    const added = this.#store.createAssignment(configurationId, targetGroup(groupId));
    const items = [...this.#view(configurationId, "groupAssignments"), added];
    this.#overwrite(configurationId, "groupAssignments", items);
    return added.id;
  }

  /** The ids of the groups in `groupAssignments`. */
  groupAssignmentsOf(configurationId: string): string[] {
    const items = this.#view(configurationId, "groupAssignments");
    return items.flatMap(({ target }) => target.groupId ?? []);
  }

  /** Replaces the rows that the two status lists show. */
  setStatuses(
    configurationId: string,
    rows: { readonly deviceStatuses?: StatusRows; readonly userStatuses?: StatusRows },
  ): void {
    Object.assign(this.#store.findRecord(configurationId), rows);
  }

  #view(configurationId: string, name: SetName): readonly Assignment[] {
    return viewSet(this.#store.findRecord(configurationId).sets, name, this.#behaviour);
  }

  #overwrite(configurationId: string, name: SetName, items: readonly Assignment[]): void {
    const record = this.#store.findRecord(configurationId);
    record.overwriteSets(replaceSet(record.sets, { name, items }, this.#behaviour));
  }
}
