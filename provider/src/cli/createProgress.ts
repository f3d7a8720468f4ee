import { toMessage } from "../domain/readable.js";
import type { CommandSurroundings } from "./command.js";
import { obeysEscapes } from "./terminal.js";

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
export function createProgress(
  stream: NodeJS.WriteStream,
  env: CommandSurroundings["env"],
): Progress {
  return obeysEscapes(stream, env) ? createTerminalProgress(stream) : createLogProgress(stream);
}

interface Phase {
  text: string;
  done: number;
  total: number | undefined;
}

function describePhase({ text, done, total }: Phase): string {
  return total === undefined ? `${text} …` : `${text}: ${done} of ${total}`;
}

function createTerminalProgress(stream: NodeJS.WriteStream): Progress {
  let phase: Phase = { text: "", done: 0, total: undefined };
  const clear = "\r\u001b[2K";
  const show = (): void => {
    // A line that is wider than the terminal could not be taken back.
    // Some terminals say that they have no columns.
    const width = stream.columns > 1 ? stream.columns : 80;
    stream.write(clear + describePhase(phase).slice(0, width - 1));
  };
  return {
    start: (text, total) => {
      phase = { text, done: 0, total };
      show();
    },
    step: () => {
      phase.done += 1;
      show();
    },
    warn: (text) => {
      stream.write(`${clear}${toMessage(text)}\n`);
    },
    end: () => {
      stream.write(clear);
    },
  };
}

function createLogProgress(stream: NodeJS.WriteStream): Progress {
  let phase: Phase = { text: "", done: 0, total: undefined };
  return {
    start: (text, total) => {
      phase = { text, done: 0, total };
      stream.write(`${describePhase(phase)}\n`);
    },
    step: () => {
      phase.done += 1;
      if (phase.done % stepsPerLine === 0) stream.write(`${describePhase(phase)}\n`);
    },
    warn: (text) => {
      stream.write(`${toMessage(text)}\n`);
    },
    end: () => undefined,
  };
}
