import AsyncLock from "async-lock";
import type { LiveConfiguration } from "../../domain/configuration.js";
import { visibleForm } from "../../domain/alikeNames.js";
import type { CheckedConfiguration } from "../../domain/configurationInputs.js";
import type { GraphError } from "../../graph/graphError.js";
import { isRequestFailure } from "../../graph/requestFailure.js";
import type { HandlerContext } from "../handlerContext.js";
import { pollUntil } from "../readLive.js";
import { UnknownOutcomeError } from "./configurationErrors.js";
import { newContentOf } from "./configurationState.js";
import { findTwins } from "./findTwins.js";
import { refuseTwins } from "./twinRefusal.js";

/** The second of two resources that declare the same sees what the first created. */
const locks = new AsyncLock({ maxPending: Infinity });

/**
 * Never creates two: there was no twin before, so one found after a lost response is the one it created.
 * @throws RefusedError, GraphError if nothing was created; UnknownOutcomeError if that is not known.
 */
export function makeConfiguration(context: HandlerContext, inputs: CheckedConfiguration) {
  return locks.acquire(visibleForm(inputs.displayName).trim(), () => makeAlone(context, inputs));
}

async function makeAlone(context: HandlerContext, inputs: CheckedConfiguration) {
  const { configurations, sharedList, clock } = context;
  let lastLost: GraphError | undefined;
  let requests = 0;
  let isNew = sharedList.newFromNow();
  const findMade = async (lost: GraphError): Promise<LiveConfiguration[]> => {
    const find = () => findTwins(context, inputs, true);
    if (lost === lastLost) return find();
    lastLost = lost;
    return (await pollUntil(context, find, (found) => found.length > 0)).value;
  };
  const findNone = async (): Promise<LiveConfiguration[]> => {
    const twins = await findTwins(context, inputs);
    if (twins.length > 0) throw await refuseTwins(context, inputs, twins);
    return twins;
  };
  try {
    const changed = await configurations.create(newContentOf(inputs), {
      isNew: (id) => isNew(id),
      async read(lost) {
        const live = await (lost ? findMade(lost) : findNone());
        isNew = sharedList.newFromNow();
        return { live, readAtMs: clock.now() };
      },
      isNeeded(made, lost) {
        if (lost !== undefined && made.length > 1)
          throw new UnknownOutcomeError(inputs.displayName, lost, made);
        return made.length === 0;
      },
      onSent: () => (requests += 1),
    });
    const [live] = ("answer" in changed ? [changed.answer] : changed.live) as [LiveConfiguration];
    sharedList.add(live);
    return { live, requests };
  } catch (error) {
    if (lastLost === undefined || !isRequestFailure(error)) throw error;
    throw new UnknownOutcomeError(inputs.displayName, lastLost, []);
  }
}
