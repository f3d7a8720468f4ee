// @ts-nocheck
import type { ReadLag } from "../behaviour.js";
import type { Configuration } from "../graphObjects.js";
import { emptySets, type AssignmentSets } from "./assignmentSets.js";

/** Rows of `deviceStatuses` or `userStatuses`; what is in them is the test's business. */
export type StatusRows = readonly Readonly<Record<string, unknown>>[];

/** A configuration with its sets; knows which state a lagging read is to be shown. */
export class ConfigurationRecord {
  configuration: Configuration;
  deviceStatuses: StatusRows = [];
  userStatuses: StatusRows = [];
  #sets: AssignmentSets = emptySets;
  #lag: Lag | undefined;
  #showedFormer = false;
  #creationLag: Omit<Lag, "former"> | undefined;

  constructor(configuration: Configuration) {
    this.configuration = configuration;
  }

  /** A creation over HTTP: reads do not see it for so long. */
  hide(readLag: ReadLag | undefined, time: number): void {
    this.#creationLag = readLag && startLag(readLag, time);
  }

  /** Whether a read sees the configuration yet; it counts as one, unless it goes on with a list. */
  isShown(time: number, kind: "read" | "continuation"): boolean {
    const isShown = this.#creationLag?.isBehind(time) !== true;
    if (kind === "read") this.#creationLag?.countRead();
    return isShown;
  }

  /** The sets as they are, whatever a read is shown. */
  get sets(): AssignmentSets {
    return this.#sets;
  }

  /** A write over HTTP: reads stay behind. A write during a lag makes the state shown last longer. */
  writeSets(sets: AssignmentSets, readLag: ReadLag | undefined, time: number): void {
    const former = this.showSets(time, "peek");
    this.#sets = sets;
    this.#lag = readLag && { former, ...startLag(readLag, time) };
  }

  /** A write by a portal admin in a test: seen at once. */
  overwriteSets(sets: AssignmentSets): void {
    this.#sets = sets;
    this.#lag = undefined;
  }

  /**
   * The sets as a read sees them. Only the first page of a list counts as a read; further pages
   * show the state that the first one did, so that a test of paging does not depend on the lag.
   */
  showSets(time: number, kind: "read" | "continuation" | "peek"): AssignmentSets {
    const lag = this.#lag;
    if (lag === undefined) return this.#sets;
    const behind = kind === "continuation" ? this.#showedFormer : lag.isBehind(time);
    if (kind === "read") {
      lag.countRead();
      this.#showedFormer = behind;
    }
    return behind ? lag.former : this.#sets;
  }
}

interface Lag {
  readonly former: AssignmentSets;
  isBehind(time: number): boolean;
  countRead(): void;
}

function startLag(readLag: ReadLag, startTime: number): Omit<Lag, "former"> {
  let reads = 0;
  return {
    isBehind: (time) =>
      "reads" in readLag ? reads < readLag.reads : time < startTime + readLag.ms,
    countRead: () => {
      reads += 1;
    },
  };
}
