import { toReadable } from "../domain/readable.js";
import { RefusedError } from "../handlers/handlers.js";
import { ProcessFailure } from "../graph/processFailure.js";
import type { SettingSources } from "../graph/settings.js";
import { openHandlerContext, type HandlerContext, type Host } from "../handlers/handlerContext.js";
import { readStackState, type RunAddress } from "./readStackState.js";
import { createRunRegistry, type RunRegistry } from "./runRegistry.js";

type HostOutlets = Pick<Host, "print" | "signal"> & { warn: (line: string) => void };

export interface SharedContext {
  readonly run: RunRegistry;
  runAddress?: RunAddress | undefined;
  engineAddress?: string | undefined;
  open: (sources: SettingSources) => Promise<HandlerContext>;
  /** Shows a failure of all resources in full once. */
  reportOnce: (failure: Error) => Error;
}

/** @param host What differs between shells. */
export function createSharedContext(host: Partial<HostOutlets> = {}): SharedContext {
  const { print = printToEngine, warn = print, signal } = host;
  const run = createRunRegistry(warn);
  let opened: Promise<() => HandlerContext> | undefined;
  const reported = new WeakSet<ProcessFailure>();
  const shared: SharedContext = {
    run,
    async open(sources) {
      opened ??= openHandlerContext(sources, {
        run,
        print,
        signal,
        engineAddress: shared.engineAddress,
        readStackState: async () =>
          shared.runAddress && hasCheckpoints(sources) ? readStackState(shared.runAddress) : [],
      });
      return (await opened)();
    },
    reportOnce(failure) {
      if (!(failure instanceof ProcessFailure)) return failure;
      if (reported.has(failure))
        return new RefusedError(
          `Not done, because ${failure.summary}. See the error of another resource.`,
        );
      reported.add(failure);
      return failure;
    },
  };
  return shared;
}

/** Pulumi 3.274 panics when asked for a stack without state. A checkpoint is the first state. */
function hasCheckpoints({ environment }: SettingSources): boolean {
  return !/^(?:1|true)$/i.test(environment["PULUMI_SKIP_CHECKPOINTS"] ?? "");
}

/** The engine prints stdout under the stack. */
function printToEngine(line: string): void {
  console.log(toReadable(line));
}

/** A process serves one operation. */
export const processContext = createSharedContext();
