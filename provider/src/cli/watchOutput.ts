import { toMessage } from "../domain/readable.js";
import { exitCodes } from "./exitCodes.js";

interface Outputs extends Pick<NodeJS.Process, "stdout" | "stderr"> {
  exit: (code?: number) => void;
}

/** How systems say that nobody reads a pipe any more: EOF on Windows. */
const closedPipe = ["EPIPE", "EOF"];

/** An output that takes no more ends the run with a line, never with a stack. */
export function watchOutput({ stdout, stderr, exit }: Outputs): void {
  stdout.on("error", ({ code = "", message }: NodeJS.ErrnoException) => {
    // Whoever reads the output may stop doing so, as `head` does: that is no failure.
    if (closedPipe.includes(code)) {
      exit();
      return;
    }
    stderr.write(toMessage(`Cannot write the output: ${message}.\n`));
    exit(exitCodes.failed);
  });
  // Progress that nobody can read is no reason to stop in the middle, and there is nowhere to say so.
  stderr.on("error", () => undefined);
}
