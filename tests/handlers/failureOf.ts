import { IncompleteError } from "../../provider/dist/handlers/handlers.js";
import type { RecordedSet } from "./recordedSet.ts";

/** The error of a run that must fail. */
export async function failureOf(run: Promise<unknown>): Promise<Error> {
  const outcome = await run.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ("value" in outcome) throw new Error("This should have failed.");
  if (!(outcome.error instanceof Error)) throw new Error("This failed with something else.");
  return outcome.error;
}

/** The error of a write that must have failed half way, with the state that it leaves. */
export async function incompleteOf(run: Promise<unknown>): Promise<IncompleteError<RecordedSet>> {
  const error = await failureOf(run);
  if (!(error instanceof IncompleteError)) throw error;
  return error as IncompleteError<RecordedSet>;
}
