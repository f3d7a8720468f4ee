import type { Behaviour } from "../behaviour.js";
import { refuseMissing } from "../graphFailure.js";
import type { Assignment, AssignmentTarget, Configuration, Group } from "../graphObjects.js";
import type { SeededRandom } from "../seededRandom.js";
import { ConfigurationRecord } from "./configurationRecord.js";
import { createAssignmentId } from "./createAssignmentId.js";

export interface StoreContext {
  readonly behaviour: Behaviour;
  readonly random: SeededRandom;
  readonly now: () => number;
}

/** Ids are looked up without regard to case. */
export class Store {
  readonly #context: StoreContext;
  readonly #records = new Map<string, ConfigurationRecord>();
  readonly #groups = new Map<string, Group>();

  constructor(context: StoreContext) {
    this.#context = context;
  }

  get records(): readonly ConfigurationRecord[] {
    return [...this.#records.values()];
  }

  get groups(): readonly Group[] {
    return [...this.#groups.values()];
  }

  findRecord(id: string): ConfigurationRecord {
    const record = this.#records.get(id.toLowerCase());
    if (record === undefined) throw refuseMissing("iosLobAppProvisioningConfiguration", id);
    return record;
  }

  addConfiguration(given: Partial<Configuration>): Configuration {
    const time = new Date(this.#context.now()).toISOString();
    const configuration: Configuration = {
      id: this.#context.random.createGuid(),
      displayName: "Profile",
      description: null,
      payload: "",
      payloadFileName: "profile.mobileprovision",
      roleScopeTagIds: ["0"],
      expirationDateTime: null,
      createdDateTime: time,
      lastModifiedDateTime: time,
      version: 1,
      ...given,
    };
    this.#records.set(configuration.id.toLowerCase(), new ConfigurationRecord(configuration));
    return configuration;
  }

  /** The version goes up and the date of change moves (our guess). */
  updateConfiguration(id: string, changes: Partial<Configuration>): Configuration {
    const record = this.findRecord(id);
    record.configuration = {
      ...record.configuration,
      ...changes,
      version: record.configuration.version + 1,
      lastModifiedDateTime: new Date(this.#context.now()).toISOString(),
    };
    return record.configuration;
  }

  removeConfiguration(id: string): void {
    this.findRecord(id);
    this.#records.delete(id.toLowerCase());
  }

  addGroup(given: Partial<Group>): Group {
    const group = {
      id: this.#context.random.createGuid(),
      displayName: "Group",
      description: null,
      groupTypes: [],
      mailEnabled: false,
      securityEnabled: true,
      ...given,
    };
    this.#groups.set(group.id.toLowerCase(), group);
    return group;
  }

  findGroup(id: string): Group | undefined {
    return this.#groups.get(id.toLowerCase());
  }

  /** Deletes a group; assignments to it stay, as reported of the real service. */
  removeGroup(id: string): void {
    this.#groups.delete(id.toLowerCase());
  }

  clear(): void {
    this.#records.clear();
    this.#groups.clear();
  }

  createAssignment(configurationId: string, target: AssignmentTarget): Assignment {
    const { behaviour, random } = this.#context;
    const parts = { configurationId, target, createGuid: random.createGuid };
    return { id: createAssignmentId(behaviour.assignmentIds, parts), target };
  }
}
