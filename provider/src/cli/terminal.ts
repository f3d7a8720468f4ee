import { toMessage, toReadable } from "../domain/readable.js";

export type CommandProcess = Pick<NodeJS.Process, "env" | "stdin" | "stdout" | "stderr"> & {
  exitCode?: number | string | null | undefined;
};

type Environment = Readonly<Record<string, string | undefined>>;

/** FORCE_COLOR wins, as in Node.js: https://nodejs.org/api/cli.html#force_color1-2-3. */
export function usesColour(stream: NodeJS.WriteStream, env: Environment): boolean {
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return !["0", "false"].includes(forced);
  return stream.isTTY && stream.hasColors(env);
}

export function joinLines(lines: readonly (string | false | undefined)[]): string {
  return lines.flatMap((line) => (typeof line === "string" ? `${line}\n` : [])).join("");
}

/** A terminal may report no columns, and a file has none. */
export function widthOf({ columns }: NodeJS.WriteStream, otherwise: number): number {
  return columns > 1 ? columns : otherwise;
}

interface Outputs extends Pick<NodeJS.Process, "stdout" | "stderr"> {
  exit: (code?: number) => void;
}

/** Nobody reads the pipe any more; EOF on Windows. */
const closedPipe = ["EPIPE", "EOF"];

/** A failing output ends the run with a line, not a stack. */
export function watchOutput({ stdout, stderr, exit }: Outputs): void {
  stdout.on("error", ({ code = "", message }: NodeJS.ErrnoException) => {
    // A reader may stop early, as `head` does: no failure.
    if (closedPipe.includes(code)) {
      exit();
      return;
    }
    stderr.write(toMessage(`Cannot write the output: ${message}.\n`));
    exit(1);
  });
  // Unreadable progress is no reason to stop, and there is nowhere to report it.
  stderr.on("error", () => undefined);
}

export interface Progress {
  /** With a total, steps are counted. */
  start: (text: string, total?: number) => void;
  step: () => void;
  /** A line that stays. */
  warn: (text: string) => void;
  end: () => void;
}

/** In a log. */
const stepsPerLine = 100;

/** On a terminal one changing line; in a log few plain lines. */
export function createProgress(stream: NodeJS.WriteStream, env: Environment): Progress {
  const isTerminal = stream.isTTY && env["TERM"] !== "dumb";
  const clear = isTerminal ? "\r\u001b[2K" : "";
  let phase: { text: string; done: number; total?: number | undefined } = { text: "", done: 0 };
  const show = (): void => {
    const { text, done, total } = phase;
    const line = total === undefined ? `${text} …` : `${text}: ${done} of ${total}`;
    // A wider line could not be cleared.
    stream.write(isTerminal ? clear + line.slice(0, widthOf(stream, 80) - 1) : `${line}\n`);
  };
  return {
    start: (text, total) => {
      phase = { text, done: 0, total };
      show();
    },
    step: () => {
      phase.done += 1;
      if (isTerminal || phase.done % stepsPerLine === 0) show();
    },
    warn: (text) => {
      stream.write(`${clear}Warning: ${toReadable(text)}\n`);
    },
    end: () => {
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
