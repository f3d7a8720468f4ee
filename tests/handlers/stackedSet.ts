import { isDeepStrictEqual } from "node:util";
import type { Mode, Unmanaged } from "../../provider/dist/domain/assignmentsInputs.js";
import {
  pickUnmanaged,
  unlabelAssignments,
  unlabelGroupAssignments,
} from "../../provider/dist/dynamic/labelledSet.js";
import { assignmentsHandlers } from "../../provider/dist/handlers/assignments/assignmentsHandlers.js";
import type {
  RecordedInputs,
  RecordedState,
} from "../../provider/dist/dynamic/recordedSet.js";
import { IncompleteError } from "../../provider/dist/handlers/incompleteError.js";
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
export function checkedInputs(configurationId: string, program: Program): RecordedInputs {
  const { assignments, older, ...choices } = program;
  const raw = {
    configurationId,
    assignments: assignments.map(declared),
    ...(older && { groupAssignments: older.map(toGroupAssignment) }),
    ...choices,
  };
  const { inputs, problems } = assignmentsHandlers.check(raw as unknown as RecordedInputs);
  if (problems.length > 0) throw new Error(`Wrong program: ${JSON.stringify(problems)}`);
  return inputs;
}

export function toGroupAssignment(number: number): { targetGroupId: string } {
  return { targetGroupId: groupId(number) };
}

/** What a state has recorded, in words; `unmanaged` are those that a refresh found and nobody has declared. */
export function recordedWords(state: RecordedState): LiveWords & { unmanaged: Word[] } {
  return {
    assignments: unlabelAssignments(state.assignments).map(wordOfEntry).sort(),
    unmanaged: unlabelAssignments(pickUnmanaged(state.assignments)).map(wordOfEntry).sort(),
    older: unlabelGroupAssignments(state.groupAssignments ?? {})
      .map(({ targetGroupId }) => Number(targetGroupId.slice(0, 8)))
      .sort(),
  };
}

/** The numbers of the older entries that some program of ours has declared. */
export function ownedOlder(state: RecordedState): number[] {
  const unmanaged = Object.keys(pickUnmanaged(state.groupAssignments ?? {}));
  return recordedWords(state).older.filter((number) => !unmanaged.includes(groupId(number)));
}

interface Kept {
  inputs: RecordedInputs;
  state: RecordedState;
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
  get state(): RecordedState | undefined {
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
  #differs(former: Kept, inputs: RecordedInputs): boolean {
    const { changes } = assignmentsHandlers.diff(this.id, former.state, inputs);
    return former.isIncomplete || (changes ?? !isDeepStrictEqual(former.inputs, inputs));
  }

  async #keep(inputs: RecordedInputs, write: () => Promise<RecordedState>): Promise<void> {
    try {
      this.#record = { inputs, state: await write(), isIncomplete: false };
    } catch (error) {
      if (error instanceof IncompleteError) {
        this.#record = { inputs, state: error.state as RecordedState, isIncomplete: true };
      }
      throw error;
    }
  }
}
