import type { ReadLag } from "../behaviour.js";
import type { Configuration } from "../graphObjects.js";
import { emptySets, type AssignmentSets } from "./assignmentSets.js";
import { Lag } from "./lag.js";

/** Rows of `deviceStatuses` or `userStatuses`; tests choose them. */
export type StatusRows = readonly Readonly<Record<string, unknown>>[];

/** A request as a lag sees it. */
export interface Reading {
  readonly route: string;
  readonly kind: "read" | "continuation" | "expansion";
  readonly time: number;
}

/** A creation lag without routes concerns these. */
const configurationReaders = ["listConfigurations", "getConfiguration"];

/** Expansions included. */
const setReaders = [
  ...configurationReaders,
  ...["listAssignments", "listGroupAssignments", "getAssignment", "getGroupAssignment"],
];

/** Knows which state a lagging read shows. */
export class ConfigurationRecord {
  configuration: Configuration;
  deviceStatuses: StatusRows = [];
  userStatuses: StatusRows = [];
  #sets: AssignmentSets = emptySets;
  #lag: Lag | undefined;
  /** What reads show while they are behind, by route. */
  #former = new Map<string, AssignmentSets>();
  /** The routes whose last first page was behind. */
  readonly #showedFormer = new Set<string>();
  #creationLag: Lag | undefined;

  constructor(configuration: Configuration) {
    this.configuration = configuration;
  }

  /** For a creation over HTTP. */
  hide(readLag: ReadLag | undefined, time: number): void {
    this.#creationLag = readLag && new Lag(readLag, time);
  }

  /** Counts the request, unless it goes on with a list. */
  isShown({ route, kind, time }: Reading): boolean {
    const lag = this.#creationLag;
    if (!lag || !(lag.isPerRoute || configurationReaders.includes(route))) return true;
    const isShown = !lag.isBehind(route, time);
    if (kind === "read") lag.countRead(route);
    return isShown;
  }

  get sets(): AssignmentSets {
    return this.#sets;
  }

  /** Over HTTP: reads stay behind. A write during a lag prolongs it. */
  writeSets(sets: AssignmentSets, readLag: ReadLag | undefined, time: number): void {
    this.#former = new Map(setReaders.map((route) => [route, this.#pickSets(route, time)]));
    this.#sets = sets;
    this.#lag = readLag && new Lag(readLag, time);
  }

  /** By a portal admin in a test: seen at once. */
  overwriteSets(sets: AssignmentSets): void {
    this.#sets = sets;
    this.#lag = undefined;
  }

  /**
   * Later pages show the state that the first page did, so that a test of paging does not depend on the lag. An
   * expansion counts where each route lags by itself.
   */
  showSets({ route, kind, time }: Reading): AssignmentSets {
    const lag = this.#lag;
    const list = lag?.isPerRoute === true ? route : "*";
    if (kind === "continuation") {
      return this.#showedFormer.has(list) && lag ? this.#formerOf(route) : this.#sets;
    }
    const shown = this.#pickSets(route, time);
    if (kind === "read") {
      if (lag?.isBehind(route, time) === true) this.#showedFormer.add(list);
      else this.#showedFormer.delete(list);
    }
    if (kind === "read" || lag?.isPerRoute === true) lag?.countRead(route);
    return shown;
  }

  #pickSets(route: string, time: number): AssignmentSets {
    return this.#lag?.isBehind(route, time) === true ? this.#formerOf(route) : this.#sets;
  }

  #formerOf(route: string): AssignmentSets {
    return this.#former.get(route) ?? this.#sets;
  }
}
