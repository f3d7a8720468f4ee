import { toMessage } from "../domain/readable.js";

/** What a command reads, writes and sets of its process. */
export type CommandProcess = Pick<NodeJS.Process, "env" | "stdin" | "stdout" | "stderr"> & {
  exitCode?: number | string | null | undefined;
};

type Environment = Readonly<Record<string, string | undefined>>;

/** FORCE_COLOR decides where it is set, as in Node.js: https://nodejs.org/api/cli.html#force_color1-2-3. */
export function usesColour(stream: NodeJS.WriteStream, env: Environment): boolean {
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return !["0", "false"].includes(forced);
  return stream.isTTY && stream.hasColors(env);
}

/** False is left out. */
export function joinLines(lines: readonly (string | false)[]): string {
  return lines.flatMap((line) => (line === false ? [] : `${line}\n`)).join("");
}

/** Some terminals say that they have no columns, and a file has none. */
export function widthOf({ columns }: NodeJS.WriteStream, otherwise: number): number {
  return columns > 1 ? columns : otherwise;
}

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
    exit(1);
  });
  // Progress that nobody can read is no reason to stop in the middle, and there is nowhere to say so.
  stderr.on("error", () => undefined);
}

/** Shows a person what is being done while it takes long. */
export interface Progress {
  /** Something begins; with a total, its steps are counted. */
  start: (text: string, total?: number) => void;
  step: () => void;
  /** A line that stays. */
  warn: (text: string) => void;
  end: () => void;
}

/** In a log a count is printed so often. */
const stepsPerLine = 100;

/** One line that changes on a terminal; plain lines, and few of them, in a log. */
export function createProgress(stream: NodeJS.WriteStream, env: Environment): Progress {
  const isTerminal = stream.isTTY && env["TERM"] !== "dumb";
  const clear = isTerminal ? "\r\u001b[2K" : "";
  let phase: { text: string; done: number; total?: number | undefined } = { text: "", done: 0 };
  const show = (): void => {
    const { text, done, total } = phase;
    const line = total === undefined ? `${text} …` : `${text}: ${done} of ${total}`;
    // A line that is wider than the terminal could not be taken back.
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
      stream.write(`${clear}${toMessage(text)}\n`);
    },
    end: () => {
      if (isTerminal) stream.write(clear);
    },
  };
}
