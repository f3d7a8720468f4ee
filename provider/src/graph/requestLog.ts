import { appendFileSync } from "node:fs";
import { toCode, toReadable } from "../domain/readable.js";

/** One attempt of a request. Never a header, and never a body. */
export interface LoggedAttempt {
  /** ISO 8601. */
  time: string;
  method: string;
  path: string;
  status?: number;
  /** The connection's code, where none came. */
  fault?: string;
  requestId?: string | undefined;
  clientRequestId: string;
  attempt: number;
  /** How long it was held back by the quota or after a failure. */
  waitMs: number;
  /** From sending to the last byte of the answer. */
  durationMs: number;
}

export type LogAttempt = (attempt: LoggedAttempt) => void;

/**
 * Appends each attempt to a file as a line of JSON: one write each, because several processes may share the file, and at
 * once, because the engine kills the process when all is done. A log that fails is a warning, printed once.
 */
export function createRequestLog(
  path: string,
  warn: (message: string) => void = console.warn,
): LogAttempt {
  let hasWarned = false;
  return (attempt) => {
    try {
      appendFileSync(path, `${toCode(attempt)}\n`, { mode: 0o600 });
    } catch (error) {
      if (hasWarned) return;
      hasWarned = true;
      const reason = error instanceof Error ? error.message : String(error);
      const what = `Cannot write the request log ${path} (intune:requestLog)`;
      warn(toReadable(`${what}: ${reason}. Going on without.`));
    }
  };
}
