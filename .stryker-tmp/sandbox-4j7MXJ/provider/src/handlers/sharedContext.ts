// @ts-nocheck
import { CommonFailure } from "../graph/commonFailure.js";
import type { SettingSources } from "../graph/settings.js";
import { createDeclaredInRun, type DeclaredInRun } from "./assignments/declaredInRun.js";
import { openHandlerContext, type HandlerContext } from "./handlerContext.js";

/** What the resources of a process share: one set of settings, one sign-in, and what there is to say of them. */
export interface SharedContext {
  /** Filled by diff too, which has no context. */
  readonly declaredInRun: DeclaredInRun;
  /** Opens Graph as the first who asks says; the settings are looked at once. */
  open: (sources: SettingSources) => Promise<HandlerContext>;
  /**
   * The failure as a handler is to carry it. One that all share is carried whole by the first alone: the CLI prints every
   * resource's error, and would print the same text for each.
   */
  toCarry: (failure: Error) => Error;
}

export function createSharedContext(): SharedContext {
  const declaredInRun = createDeclaredInRun();
  let context: Promise<HandlerContext> | undefined;
  const carried = new WeakSet<CommonFailure>();
  const open = async (sources: SettingSources): Promise<HandlerContext> => ({
    ...(await openHandlerContext(sources)),
    declaredInRun,
  });
  return {
    declaredInRun,
    open: (sources) => (context ??= open(sources)),
    toCarry(failure) {
      if (!(failure instanceof CommonFailure)) return failure;
      if (carried.has(failure)) return new Error(describeRepeated(failure));
      carried.add(failure);
      return failure;
    },
  };
}

function describeRepeated({ summary }: CommonFailure): string {
  return `Not done: ${summary}, as the error of another resource tells.`;
}

/** The one of this process, whatever kinds of resources it hosts. An engine starts a process for each operation. */
export const processContext = createSharedContext();
