import * as pulumi from "@pulumi/pulumi";
import { findEndOfProgram, type RefuseEnd } from "./endOfProgram.js";

const waiting: RefuseEnd[] = [];

/** One listener for all: Node.js warns of many. */
function refuseAll(failure: unknown): void {
  for (const refuse of waiting) refuse(failure);
}

/** The program's end waits for `run`, and is refused if it fails unhandled. */
export async function holdEnd<T>(run: () => Promise<T>): Promise<T> {
  const refuse = findEndOfProgram();
  if (refuse === undefined) return run();
  const release = pulumi.runtime.rpcKeepAlive();
  if (waiting.push(refuse) === 1) process.on("unhandledRejection", refuseAll);
  try {
    return await run();
  } finally {
    // By then the caller has handled the outcome, or Node.js knows that nobody does.
    setImmediate(() => {
      waiting.splice(waiting.indexOf(refuse), 1);
      if (waiting.length === 0) process.off("unhandledRejection", refuseAll);
      release();
    });
  }
}
