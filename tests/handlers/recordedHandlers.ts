import type { Recorded } from "../../provider/dist/hosting/codec.js";
import { setCodec } from "../../provider/dist/hosting/recordedSet.js";
import type { RecordedSet } from "./recordedSet.ts";
import { assignmentsHandlers as handlers } from "../../provider/dist/handlers/assignments/assignmentsHandlers.js";
import type { HandlerContext } from "../../provider/dist/handlers/handlerContext.js";
import { IncompleteError } from "../../provider/dist/handlers/handlers.js";
import type { CheckedAssignments, SetState } from "../../provider/dist/domain/assignmentsInputs.js";
import { isNative, nativeHandlers } from "./nativeShell.ts";

const { readInputs, readState } = setCodec;
const recordInputs = (inputs: CheckedAssignments) => setCodec.recordInputs(inputs) as RecordedSet;
const recordState = (state: SetState) => setCodec.recordState(state) as RecordedSet;

const recordFound = (state: SetState) => ({
  state: recordState(state),
  inputs: recordInputs(handlers.inputsOf(state)),
});

async function recordFailure<T>(run: Promise<T>): Promise<T> {
  try {
    return await run;
  } catch (error) {
    if (!(error instanceof IncompleteError)) throw error;
    throw new IncompleteError(error.id, recordState(error.state as SetState), error.message);
  }
}

const dynamicHandlers = {
  check(raw: RecordedSet, recorded: Partial<RecordedSet> = {}) {
    const former = setCodec.readFormer(raw, recorded);
    const { inputs, problems } = handlers.check(readInputs(raw), former);
    return { inputs: problems.length > 0 ? raw : recordInputs(inputs), problems };
  },
  diff: (id: string, recorded: Recorded, inputs: RecordedSet) =>
    handlers.diff(id, readState(id, recorded), readInputs(inputs)),
  async create(context: HandlerContext, inputs: RecordedSet) {
    const { id, state } = await recordFailure(handlers.create(context, readInputs(inputs)));
    return { id, state: recordState(state) };
  },
  update: async (context: HandlerContext, id: string, recorded: Recorded, inputs: RecordedSet) =>
    recordState(
      await recordFailure(
        handlers.update(context, id, readState(id, recorded), readInputs(inputs)),
      ),
    ),
  delete: (context: HandlerContext, id: string, recorded: Recorded) =>
    handlers.delete(context, id, readState(id, recorded)),
  async refresh(context: HandlerContext, id: string, recorded: Recorded) {
    const found = await handlers.refresh(context, id, readState(id, recorded));
    return found && recordFound(found);
  },
  get: async (context: HandlerContext, id: string) => recordFound(await handlers.get(context, id)),
};

/** The handlers of sets, in the forms in which the engine records inputs and states; see `isNative`. */
export const assignmentsHandlers: typeof dynamicHandlers = isNative
  ? nativeHandlers
  : dynamicHandlers;
