import { isDeepStrictEqual } from "node:util";
import type { Mode, Unmanaged } from "../../provider/dist/domain/assignmentsInputs.js";
import { isOlder, type Entry } from "../../provider/dist/domain/entry.js";
import { unlabelEntries, unlabelUnmanaged } from "../../provider/dist/hosting/recordedSet.js";
import { isNative } from "./nativeShell.ts";
import { assignmentsHandlers } from "./recordedHandlers.ts";
import type { RecordedSet } from "./recordedSet.ts";
import { IncompleteError } from "../../provider/dist/handlers/handlers.js";
import { groupId } from "../engine/liveTargets.ts";
import { declared, wordOfEntry, type Word } from "./entries.ts";
import type { HandlerBench, LiveWords } from "./handlerBench.ts";

/** What a program declares, in words. */
export interface Program {
  assignments: Word[];
  older?: number[];
  mode?: Mode;
  unmanaged?: Unmanaged;
}

/** The inputs as check hands them to the engine. */
export function checkedInputs(configurationId: string, program: Program): RecordedSet {
  const { assignments, older, ...choices } = program;
  const raw = {
    configurationId,
    assignments: assignments.map(declared),
    ...(older && { groupAssignments: older.map(toGroupAssignment) }),
    ...choices,
  };
  const { inputs, problems } = assignmentsHandlers.check(raw as unknown as RecordedSet);
  if (problems.length > 0) throw new Error(`Wrong program: ${JSON.stringify(problems)}`);
  return inputs;
}

export function toGroupAssignment(number: number): { targetGroupId: string } {
  return { targetGroupId: groupId(number) };
}

/** What a state has recorded, in words; `unmanaged` are those that a refresh found and nobody has declared. */
export function recordedWords(state: RecordedSet): LiveWords & { unmanaged: Word[] } {
  return {
    assignments: wordsOf(unlabelEntries(state.assignments)),
    unmanaged: wordsOf(unmanagedOf(state, "assignments")),
    older: numbersOf(unlabelEntries(state.groupAssignments ?? {})),
  };
}

/** The numbers of the older entries that some program of ours has declared. */
export function ownedOlder(state: RecordedSet): number[] {
  const unmanaged = numbersOf(unmanagedOf(state, "groupAssignments"));
  return recordedWords(state).older.filter((number) => !unmanaged.includes(number));
}

/** Marked in the sets of the dynamic shell, beside those of the native one. */
function unmanagedOf(state: RecordedSet, name: "assignments" | "groupAssignments"): Entry[] {
  if (!isNative) return unlabelUnmanaged(state[name] ?? {});
  const { unmanagedAssignments = [], unmanagedGroupAssignments = [] } = state as NativeState;
  return name === "assignments" ? unmanagedAssignments : unmanagedGroupAssignments;
}

type NativeState = RecordedSet & {
  unmanagedAssignments?: Entry[];
  unmanagedGroupAssignments?: Entry[];
};

function wordsOf(entries: readonly Entry[]): Word[] {
  return entries.flatMap((entry) => (isOlder(entry) ? [] : wordOfEntry(entry))).sort();
}

function numbersOf(entries: readonly Entry[]): number[] {
  return entries
    .filter(isOlder)
    .map(({ targetGroupId }) => Number(targetGroupId.slice(0, 8)))
    .sort();
}

interface Kept {
  inputs: RecordedSet;
  state: RecordedSet;
  /** The last write failed half way: the engine updates, whatever diff says. */
  isIncomplete: boolean;
}

/** One resource in a stack: keeps what the engine would keep between runs, and calls the handlers as it would. */
export class StackedSet {
  readonly id: string;
  readonly #bench: HandlerBench;
  #record: Kept | undefined;

  constructor(bench: HandlerBench, id: string) {
    this.#bench = bench;
    this.id = id;
  }

  /** What the stack's state records; undefined while the resource does not exist. */
  get state(): RecordedSet | undefined {
    return this.#record?.state;
  }

  /** `pulumi up`. */
  async up(program: Program): Promise<"created" | "updated" | "same"> {
    const inputs = checkedInputs(this.id, program);
    const { context } = this.#bench;
    const former = this.#record;
    if (former === undefined) {
      await this.#keep(
        inputs,
        async () => (await assignmentsHandlers.create(context, inputs)).state,
      );
      return "created";
    }
    if (!this.#differs(former, inputs)) return "same";
    await this.#keep(inputs, () =>
      assignmentsHandlers.update(context, this.id, former.state, inputs),
    );
    return "updated";
  }

  /** `pulumi refresh`. */
  async refresh(): Promise<void> {
    if (this.#record === undefined) return;
    const { context } = this.#bench;
    const found = await assignmentsHandlers.refresh(context, this.id, this.#record.state);
    this.#record = found && { ...found, isIncomplete: false };
  }

  /** `pulumi destroy`. */
  async destroy(): Promise<void> {
    if (this.#record === undefined) return;
    await assignmentsHandlers.delete(this.#bench.context, this.id, this.#record.state);
    this.#record = undefined;
  }

  /** Where diff leaves it open what differs, the engine compares the inputs by itself. */
  #differs(former: Kept, inputs: RecordedSet): boolean {
    const { changes } = assignmentsHandlers.diff(this.id, former.state, inputs);
    return former.isIncomplete || (changes ?? !isDeepStrictEqual(former.inputs, inputs));
  }

  async #keep(inputs: RecordedSet, write: () => Promise<RecordedSet>): Promise<void> {
    try {
      this.#record = { inputs, state: await write(), isIncomplete: false };
    } catch (error) {
      if (error instanceof IncompleteError) {
        this.#record = { inputs, state: error.state as RecordedSet, isIncomplete: true };
      }
      throw error;
    }
  }
}
