import type { ConfigurationContent, LiveConfiguration } from "../../domain/configuration.js";
import type { CheckedConfiguration, ComparedContent } from "../../domain/configurationInputs.js";
import { findContentDifferences } from "../../domain/findContentDifferences.js";
import { GraphError } from "../../graph/graphError.js";
import { confirmGone } from "../confirmGone.js";
import { growWait } from "../growWait.js";
import { defaultResendMs, type HandlerContext } from "../handlerContext.js";
import { isUnseenEdit } from "./configurationErrors.js";
import { contentOf, goalOf, stateOf } from "./configurationState.js";
import { readBackConfiguration, readLiveConfiguration } from "./readLiveConfiguration.js";

/** What an update sends. */
export interface Patch {
  id: string;
  inputs: CheckedConfiguration;
  changed: readonly (keyof ComparedContent)[];
  /** Looks at what is live, and fails where the changes would overwrite what no preview has shown. */
  lookBefore: () => Promise<LiveConfiguration>;
}

/**
 * Sends an update, and answers what Graph shows of it.
 *
 * A lost answer is looked after before the same changes are sent again, at once and after the wait. What somebody else
 * has written by then is not overwritten.
 */
export async function patchUntilKnown(
  context: HandlerContext,
  patch: Patch,
): Promise<LiveConfiguration> {
  const { clock, resendMs = defaultResendMs } = context;
  const endMs = clock.now() + resendMs;
  const body = contentOf(patch.inputs, patch.changed);
  let lost: GraphError | undefined;
  for (let waitMs = growWait(); ; waitMs = growWait(waitMs)) {
    const sent = await send(context, patch, body).catch((error: unknown) => {
      throw lost !== undefined && isUnseenEdit(error) ? lost : error;
    });
    if (sent.lost === undefined)
      return readBackConfiguration(context, patch.id, (live) => isShown(live, patch));
    lost = sent.lost;
    const live = await readLiveConfiguration(context, patch.id);
    if (isMet(live, patch)) return live;
    if (!lost.isTransient || clock.now() + waitMs > endMs) throw lost;
    await clock.sleep(waitMs);
    const later = await lookAgain(patch, lost);
    if (isMet(later, patch)) return later;
  }
}

/** @throws the lost write where somebody else has written since: whether it took effect is not known. */
async function lookAgain({ lookBefore }: Patch, lost: GraphError): Promise<LiveConfiguration> {
  try {
    return await lookBefore();
  } catch (error) {
    throw isUnseenEdit(error) ? lost : error;
  }
}

async function send(
  context: HandlerContext,
  { id, lookBefore }: Patch,
  body: Partial<ConfigurationContent>,
): Promise<{ lost?: GraphError }> {
  const recheck = async (): Promise<undefined> => {
    await lookBefore();
  };
  try {
    await confirmGone(context, id, async (isRepeated) => {
      if (isRepeated) await lookBefore();
      await context.configurations.update(id, body, recheck);
    });
    return {};
  } catch (error) {
    if (error instanceof GraphError && error.isAmbiguous) return { lost: error };
    throw error;
  }
}

/** After a lost answer: a payload that Graph does not return can't be seen to have arrived. */
function isMet(live: LiveConfiguration, patch: Patch): boolean {
  const isPayloadHidden = live.payload === null && patch.changed.includes("payloadSha256");
  return !isPayloadHidden && isShown(live, patch);
}

/** Whether Graph shows all that was sent, as far as it shows anything: it may return no payload. */
function isShown(live: LiveConfiguration, { inputs, changed }: Patch): boolean {
  const goal = goalOf(inputs);
  return !findContentDifferences(stateOf(live, goal), goal).some((name) => changed.includes(name));
}
