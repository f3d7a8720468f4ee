import { appendFileSync } from "node:fs";
import { toCode, toReadable } from "../domain/readable.js";

export type LogAttempt = (attempt: Readonly<Record<string, unknown>>) => void;

/** One synchronous write a line: processes share the file, and the engine kills ours in the end. */
export function createRequestLog(
  path: string,
  warn: (message: string) => void = console.warn,
): LogAttempt {
  let hasWarned = false;
  return (attempt) => {
    try {
      appendFileSync(path, `${toCode(attempt)}\n`, { mode: 0o600 });
    } catch (error) {
      const what = `Cannot write the request log ${path} (intune:requestLog)`;
      if (!hasWarned) warn(toReadable(`${what}: ${(error as Error).message}. Going on without.`));
      hasWarned = true;
    }
  };
}
