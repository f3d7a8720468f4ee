import * as pulumi from "@pulumi/pulumi";
import { findEndOfProgram, type EndOfProgram } from "./endOfProgram.js";

/** The ends that wait for something, once for each thing that they wait for. */
const waiting: EndOfProgram[] = [];

/**
 * Runs something for which the program's end waits, even where the program itself does not. Where it fails and the
 * program does not handle that, the end is refused.
 */
export async function holdEnd<T>(run: () => Promise<T>): Promise<T> {
  const end = findEndOfProgram();
  if (end === undefined) return run();
  const release = pulumi.runtime.rpcKeepAlive();
  addWaiting(end);
  try {
    return await run();
  } finally {
    // By then, whoever waits for the outcome has gone on, or Node.js has found that nobody handles the failure.
    setImmediate(() => {
      removeWaiting(end);
      release();
    });
  }
}

/** In an inline program Pulumi listens as well: one rejection that nobody handles fails the run. */
function refuseAll(failure: unknown): void {
  for (const end of waiting) end.refuse(failure);
}

/** One listener for all: Node.js warns of many. */
function addWaiting(end: EndOfProgram): void {
  if (waiting.length === 0) process.on("unhandledRejection", refuseAll);
  waiting.push(end);
}

function removeWaiting(end: EndOfProgram): void {
  waiting.splice(waiting.indexOf(end), 1);
  if (waiting.length === 0) process.off("unhandledRejection", refuseAll);
}
