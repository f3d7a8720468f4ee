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
 * The tenant as a portal admin sees it: every method acts at once, past HTTP, faults, rules and lag, and throws when
 * the configuration does not exist.
 */
export class Tenant {
  readonly #store: Store;
  readonly #behaviour: Behaviour;

  constructor(store: Store, behaviour: Behaviour) {
    this.#store = store;
    this.#behaviour = behaviour;
  }

  get configurations(): readonly Configuration[] {
    return this.#store.records.map(({ configuration }) => configuration);
  }

  get groups(): readonly Group[] {
    return this.#store.groups;
  }

  /** Everything in it, as JSON: what `load` takes. */
  get document(): TenantDocument {
    return structuredClone(writeTenantDocument(this.#store));
  }

  /** An object of the same id is replaced. */
  load(document: TenantDocument): void {
    checkDocument(document, tenantSchema);
    loadTenantDocument(this.#store, structuredClone(document));
  }

  /** Adds a configuration; what is not given is made up. */
  addConfiguration(given: Partial<Configuration> = {}): Configuration {
    return this.#store.addConfiguration(given);
  }

  /** Bumps the version. */
  updateConfiguration(configurationId: string, changes: Partial<Configuration>): Configuration {
    return this.#store.updateConfiguration(configurationId, changes);
  }

  removeConfiguration(configurationId: string): void {
    this.#store.removeConfiguration(configurationId);
  }

  addGroup(given: Partial<Group> = {}): Group {
    return this.#store.addGroup(given);
  }

  /** Deletes a group; assignments to it stay. */
  removeGroup(groupId: string): void {
    this.#store.removeGroup(groupId);
  }

  setAssignments(configurationId: string, targets: readonly AssignmentTarget[]): void {
    const items = targets.map((target) => this.#store.createAssignment(configurationId, target));
    this.#overwrite(configurationId, "assignments", items);
  }

  /** Returns the assignment's id. */
  addAssignment(configurationId: string, target: AssignmentTarget): string {
    const added = this.#store.createAssignment(configurationId, target);
    const items = [...this.#view(configurationId, "assignments"), added];
    this.#overwrite(configurationId, "assignments", items);
    return added.id;
  }

  /** Returns how many targets fitted. */
  removeAssignment(configurationId: string, fits: (target: AssignmentTarget) => boolean): number {
    const before = this.#view(configurationId, "assignments");
    const items = before.filter(({ target }) => !fits(target));
    this.#overwrite(configurationId, "assignments", items);
    return before.length - items.length;
  }

  /** As stored, not as a read would spell them. */
  assignmentsOf(configurationId: string): AssignmentTarget[] {
    return this.#view(configurationId, "assignments").map(({ target }) => target);
  }

  setGroupAssignments(configurationId: string, groupIds: readonly string[]): void {
    const items = groupIds.map((groupId) =>
      this.#store.createAssignment(configurationId, targetGroup(groupId)),
    );
    this.#overwrite(configurationId, "groupAssignments", items);
  }

  /** Returns the assignment's id. */
  addGroupAssignment(configurationId: string, groupId: string): string {
    const added = this.#store.createAssignment(configurationId, targetGroup(groupId));
    const items = [...this.#view(configurationId, "groupAssignments"), added];
    this.#overwrite(configurationId, "groupAssignments", items);
    return added.id;
  }

  groupAssignmentsOf(configurationId: string): string[] {
    const items = this.#view(configurationId, "groupAssignments");
    return items.flatMap(({ target }) => target.groupId ?? []);
  }

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
