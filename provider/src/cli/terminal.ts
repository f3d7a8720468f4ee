import { toMessage, toReadable } from "../domain/readable.js";

export type CommandProcess = Pick<NodeJS.Process, "env" | "stdin" | "stdout" | "stderr"> & {
  exitCode?: number | string | null | undefined;
};

/** FORCE_COLOR wins, as in Node.js: https://nodejs.org/api/cli.html#force_color1-2-3. */
export function usesColour(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): boolean {
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return !["0", "false"].includes(forced);
  return stream.isTTY && stream.hasColors(env);
}

/** What is false or undefined is left out. */
export function printLines(
  stream: NodeJS.WriteStream,
  lines: readonly (string | false | undefined)[],
): void {
  const texts = lines.filter((line) => typeof line === "string");
  stream.write(toMessage(texts.map((text) => `${text}\n`).join("")));
}

/** A failing output ends the run with a line, not a stack. */
export function watchOutput({
  stdout,
  stderr,
  exit,
}: Pick<NodeJS.Process, "stdout" | "stderr"> & { exit: (code?: number) => void }): void {
  stdout.on("error", ({ code = "", message }: NodeJS.ErrnoException) => {
    // A reader may stop early, as `head` does: the exit code stays. EOF on Windows.
    if (["EPIPE", "EOF"].includes(code)) {
      exit();
      return;
    }
    printLines(stderr, [`Cannot write the output: ${message}.`]);
    exit(1);
  });
  // Unreadable progress is no reason to stop, and there is nowhere to report it.
  stderr.on("error", () => undefined);
}

export type Progress = ReturnType<typeof createProgress>;

/** In a log. */
const stepsPerLine = 100;

/** On a terminal one changing line; in a log few plain lines. */
export function createProgress(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv) {
  const isTerminal = stream.isTTY && env["TERM"] !== "dumb";
  const clear = isTerminal ? "\r\u001b[2K" : "";
  let phase: { text: string; done: number; total?: number | undefined } = { text: "", done: 0 };
  const show = (): void => {
    const { text, done, total } = phase;
    const line = total === undefined ? `${text} …` : `${text}: ${done} of ${total}`;
    // A wider line could not be cleared. A terminal may report no columns.
    const width = stream.columns > 1 ? stream.columns : 80;
    stream.write(isTerminal ? clear + line.slice(0, width - 1) : `${line}\n`);
  };
  return {
    /** With a total, steps are counted. */
    start: (text: string, total?: number): void => {
      phase = { text, done: 0, total };
      show();
    },
    step: (): void => {
      phase.done += 1;
      if (isTerminal || phase.done % stepsPerLine === 0) show();
    },
    /** In a line that stays. */
    warn: (text: string): void => {
      stream.write(`${clear}Warning: ${toReadable(text)}\n`);
    },
    end: (): void => {
      if (isTerminal) stream.write(clear);
    },
  };
}

export async function withProgress<T>(
  { stderr, env }: CommandProcess,
  run: (progress: Progress) => Promise<T>,
): Promise<T> {
  const progress = createProgress(stderr, env);
  try {
    return await run(progress);
  } finally {
    progress.end();
  }
}
