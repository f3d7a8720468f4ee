import * as pulumi from "@pulumi/pulumi";

type Monitor = NonNullable<ReturnType<typeof pulumi.runtime.getMonitor>>;

type Signal = (request: unknown, answer: (error: Error | null) => void) => void;

/** Keeps the program's end from the engine, which then deletes nothing; the run fails. */
type RefuseEnd = (failure: unknown) => void;

const ends = new WeakMap<Monitor, RefuseEnd>();

/**
 * Undefined without an engine. Inline programs (Automation API) signal their end before Pulumi finds failed promises
 * and outputs (`automation/server.js`, 3.270 to 3.276; not `cmd/run`): the engine would delete what was not declared.
 */
function findEndOfProgram(): RefuseEnd | undefined {
  const monitor = pulumi.runtime.getMonitor();
  // Mocks have none.
  if (typeof monitor?.signalAndWaitForShutdown !== "function") return undefined;
  const known = ends.get(monitor) ?? takeOver(monitor);
  ends.set(monitor, known);
  return known;
}

function takeOver(monitor: Monitor): RefuseEnd {
  const failures: unknown[] = [];
  const signal = monitor.signalAndWaitForShutdown.bind(monitor) as Signal;
  const signalUnlessFailed: Signal = (request, answer) => {
    // Failures of this moment come first.
    setImmediate(() => {
      if (failures.length > 0) answer(toRefusal(failures[0]));
      else signal(request, answer);
    });
  };
  Object.assign(monitor, { signalAndWaitForShutdown: signalUnlessFailed });
  return (failure) => void failures.push(failure);
}

function toRefusal(failure: unknown): Error {
  // Pulumi prints the failure, unless its code looks like gRPC's (1 of a failed command).
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

/** Refuses the program's end if `run` fails unhandled. */
export async function holdEnd<T>(run: () => Promise<T>): Promise<T> {
  const refuse = findEndOfProgram();
  if (refuse === undefined) return run();
  const release = pulumi.runtime.rpcKeepAlive();
  if (waiting.push(refuse) === 1) process.on("unhandledRejection", refuseAll);
  try {
    return await run();
  } finally {
    // By then the outcome is handled, or reported as unhandled.
    setImmediate(() => {
      waiting.splice(waiting.indexOf(refuse), 1);
      if (waiting.length === 0) process.off("unhandledRejection", refuseAll);
      release();
    });
  }
}

/** Outputs and promises in a value; of a resource, its registration. */
function* findPending(value: unknown): Generator {
  if (typeof value !== "object" || value === null) return;
  if (pulumi.Resource.isInstance(value)) yield value.urn;
  else if (isLate(value)) yield value;
  else for (const part of Object.values(value)) yield* findPending(part);
}

export function isLate(value: unknown): boolean {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}

/** Holds no output and no promise, so no secret. */
export function isPlain(value: unknown): boolean {
  return findPending(value).next().done === true;
}

/** Pulumi does not register a resource whose input fails, and the engine would delete it. */
export function watchInputs(...inputs: readonly unknown[]): void {
  const refuse = findEndOfProgram();
  if (refuse === undefined) return;
  for (const pending of findPending(inputs)) pulumi.recover(pulumi.output(pending), refuse);
}

let writes = 0;

/** Also if the engine found nothing to write. */
export function watchWrite({ id }: pulumi.CustomResource): void {
  id.apply(() => void (writes += 1));
}

export function countWrites(): number {
  return writes;
}
