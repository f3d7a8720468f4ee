import { toReadable } from "../domain/readable.js";
import { ProcessFailure } from "../graph/processFailure.js";
import type { SettingSources } from "../graph/settings.js";
import { openHandlerContext, type HandlerContext } from "../handlers/handlerContext.js";
import type { RunAddress } from "./hiddenInputs.js";
import { readStackState } from "./readStackState.js";
import { createRunRegistry, type RunRegistry } from "./runRegistry.js";

export interface SharedContext {
  readonly run: RunRegistry;
  /** Set by the first check of a configuration. */
  runAddress?: RunAddress | undefined;
  /** The context of one operation. The settings are read once. */
  open: (sources: SettingSources) => Promise<HandlerContext>;
  /** The failure as a handler is to throw it: the CLI would print one that all resources share for each of them. */
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
      if (reported.has(failure))
        return new Error(`Not done: ${failure.summary}, as the error of another resource tells.`);
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

/** The one of this process: an engine starts a process for each operation. */
export const processContext = createSharedContext();
