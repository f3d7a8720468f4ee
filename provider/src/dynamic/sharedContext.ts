import { toReadable } from "../domain/readable.js";
import { ProcessFailure } from "../graph/processFailure.js";
import type { SettingSources } from "../graph/settings.js";
import { openHandlerContext, type HandlerContext } from "../handlers/handlerContext.js";
import type { RunAddress } from "./hiddenInputs.js";
import { readStackState } from "./readStackState.js";
import { createRunRegistry, type RunRegistry } from "./runRegistry.js";

/** What the resources of a process share: one set of settings, one sign-in, and what there is to say of them. */
export interface SharedContext {
  /** Filled by check and diff too, which have no context. */
  readonly run: RunRegistry;
  /** The address at which the engine is asked for the state of the stack. The first check of a configuration passes it. */
  runAddress?: RunAddress | undefined;
  /** The context of one operation. Graph is opened as the first who asks says; the settings are read once. */
  open: (sources: SettingSources) => Promise<HandlerContext>;
  /**
   * The failure as a handler is to throw it. One that all share is thrown whole by the first alone: the CLI prints every
   * resource's error, and would print the same text for each.
   */
  reportOnce: (failure: Error) => Error;
}

export function createSharedContext(): SharedContext {
  const run = createRunRegistry(print);
  let opened: Promise<() => HandlerContext> | undefined;
  const reported = new WeakSet<ProcessFailure>();
  const shared: SharedContext = {
    run,
    async open(sources) {
      opened ??= openHandlerContext(sources, {
        run,
        print,
        readStackState: async () => (shared.runAddress ? readStackState(shared.runAddress) : []),
      });
      return (await opened)();
    },
    reportOnce(failure) {
      if (!(failure instanceof ProcessFailure)) return failure;
      if (reported.has(failure)) return new Error(describeRepeated(failure));
      reported.add(failure);
      return failure;
    },
  };
  return shared;
}

/** The engine prints what its plugin writes to stdout under the stack. */
function print(line: string): void {
  console.log(toReadable(line));
}

function describeRepeated({ summary }: ProcessFailure): string {
  return `Not done: ${summary}, as the error of another resource tells.`;
}

/** The one of this process, whatever kinds of resources it hosts. An engine starts a process for each operation. */
export const processContext = createSharedContext();
