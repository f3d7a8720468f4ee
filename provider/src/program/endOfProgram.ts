import * as pulumi from "@pulumi/pulumi";

type Monitor = NonNullable<ReturnType<typeof pulumi.runtime.getMonitor>>;

type Answer = (error: Error | null) => void;

/** The engine never learns that the program has ended, so it deletes nothing, and the run fails. */
export type RefuseEnd = (failure: unknown) => void;

const ends = new WeakMap<Monitor, RefuseEnd>();

/**
 * Undefined without an engine. For an inline program (Automation API), Pulumi reports to the engine that all is declared before it
 * looks for failed promises and outputs (`automation/server.js`, 3.270 to 3.276). The engine would delete what a failure kept
 * from being declared. `cmd/run`, for program files, looks first.
 */
export function findEndOfProgram(): RefuseEnd | undefined {
  const monitor = pulumi.runtime.getMonitor();
  // Mocks have none.
  if (typeof monitor?.signalAndWaitForShutdown !== "function") return undefined;
  const known = ends.get(monitor) ?? takeOver(monitor);
  ends.set(monitor, known);
  return known;
}

function takeOver(monitor: Monitor): RefuseEnd {
  const failures: unknown[] = [];
  const signal = monitor.signalAndWaitForShutdown.bind(monitor) as (
    request: unknown,
    answer: Answer,
  ) => void;
  const signalUnlessFailed = (request: unknown, answer: Answer): void => {
    // Failures of this moment are recorded before the next turn.
    setImmediate(() => {
      if (failures.length > 0) answer(toRefusal(failures[0]));
      else signal(request, answer);
    });
  };
  Object.assign(monitor, { signalAndWaitForShutdown: signalUnlessFailed });
  return (failure) => void failures.push(failure);
}

/** Pulumi prints "Error while signaling shutdown: …". */
function toRefusal(failure: unknown): Error {
  // Pulumi prints the failure itself, unless its code looks like gRPC's (the 1 of a failed command).
  const which = pulumi.log.hasErrors() ? " (see its error)" : `: ${String(failure)}`;
  const message =
    `the program failed${which}. Resources that it did not declare were not deleted, because they may be those that it ` +
    "could not declare.";
  return Object.assign(new Error(message), { toString: () => message });
}

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
