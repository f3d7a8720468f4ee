import * as pulumi from "@pulumi/pulumi";
import { findEndOfProgram, type RefuseEnd } from "./endOfProgram.js";

/** Of each end, once for each thing that it waits for. */
const waiting: RefuseEnd[] = [];

/** One listener for all: Node.js warns of many. */
function refuseAll(failure: unknown): void {
  for (const refuse of waiting) refuse(failure);
}

/** The program's end waits for what runs, and is refused where it fails and the program does not handle that. */
export async function holdEnd<T>(run: () => Promise<T>): Promise<T> {
  const refuse = findEndOfProgram();
  if (refuse === undefined) return run();
  const release = pulumi.runtime.rpcKeepAlive();
  if (waiting.push(refuse) === 1) process.on("unhandledRejection", refuseAll);
  try {
    return await run();
  } finally {
    // By then, whoever waits for the outcome has gone on, or Node.js has found that nobody handles the failure.
    setImmediate(() => {
      waiting.splice(waiting.indexOf(refuse), 1);
      if (waiting.length === 0) process.off("unhandledRejection", refuseAll);
      release();
    });
  }
}
