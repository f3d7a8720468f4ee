import * as pulumi from "@pulumi/pulumi";

type Monitor = NonNullable<ReturnType<typeof pulumi.runtime.getMonitor>>;

type Answer = (error: Error | null) => void;

/** The engine is never told that the program has declared everything: it then deletes nothing, and the run fails. */
export type RefuseEnd = (failure: unknown) => void;

const ends = new WeakMap<Monitor, RefuseEnd>();

/**
 * What refuses the end of the program that is running; undefined where no engine runs it.
 *
 * After an inline program (Automation API), Pulumi first signals to the engine that everything is declared, and only then
 * looks whether a promise or an output has failed (`automation/server.js`, 3.270 to 3.276). The engine would delete what
 * a failure kept from being declared. `cmd/run`, which runs program files, looks first.
 */
export function findEndOfProgram(): RefuseEnd | undefined {
  const monitor = pulumi.runtime.getMonitor();
  // Mocks have no end.
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
    // What fails at this moment is told of before the next turn of the event loop.
    setImmediate(() => {
      if (failures.length > 0) answer(toRefusal(failures[0]));
      else signal(request, answer);
    });
  };
  Object.assign(monitor, { signalAndWaitForShutdown: signalUnlessFailed });
  return (failure) => void failures.push(failure);
}

/** Pulumi prints it as "Error while signaling shutdown: …". */
function toRefusal(failure: unknown): Error {
  // Pulumi prints the failure itself, unless it takes its code for one of gRPC, as the 1 of a command that failed.
  const which = pulumi.log.hasErrors() ? " (see its error)" : `: ${String(failure)}`;
  const message =
    `the program failed${which}. Resources that it did not declare were not deleted, because they may be those that it ` +
    "could not declare.";
  return Object.assign(new Error(message), { toString: () => message });
}
