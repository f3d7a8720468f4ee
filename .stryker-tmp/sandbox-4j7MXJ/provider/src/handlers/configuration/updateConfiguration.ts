// @ts-nocheck
import type { ConfigurationContent, LiveConfiguration } from "../../domain/configuration.js";
import type { CheckedConfiguration, ComparedContent } from "../../domain/configurationInputs.js";
import { findContentDifferences } from "../../domain/findContentDifferences.js";
import { GraphError } from "../../graph/graphError.js";
import { growWait } from "../growWait.js";
import { defaultResendMs, type HandlerContext } from "../handlerContext.js";
import { IncompleteError } from "../incompleteError.js";
import { describeDifferences, isUnseenEdit, UnseenContentError } from "./configurationErrors.js";
import { contentOf, goalOf, stateOf, type ConfigurationState } from "./configurationState.js";
import { isUnseen } from "./recordedState.js";
import { requireSeen } from "./requireSeen.js";

type ContentNames = readonly (keyof ComparedContent)[];

/** A configuration, what the state records of it, and what the program declares. */
export interface UpdateRequest {
  id: string;
  recorded: ConfigurationState;
  inputs: CheckedConfiguration;
}

/**
 * The engine's `update`: sends what the inputs change of the state, and nothing else, where Intune still has what the
 * state has of it. So an edit in the portal that no preview has shown survives, and a payload travels only when it is
 * new. The id stays, and the assignments with it.
 *
 * Nor is such an edit recorded: a later update would take it for a difference of its own, and undo it unseen.
 *
 * A failure leaves the former state as it is: the next preview shows the same changes, and to send them again is safe.
 *
 * @throws UnseenContentError when no run has seen yet what was taken over.
 * @throws UnseenEditError, UnseenTagsError when an edit would be overwritten that no preview has shown.
 * @throws IncompleteError when Graph accepted the changes but shows others.
 */
export async function updateConfiguration(
  context: HandlerContext,
  { id, recorded, inputs }: UpdateRequest,
): Promise<ConfigurationState> {
  if (isUnseen(recorded)) throw new UnseenContentError(id);
  const goal = goalOf(inputs);
  const changed = findContentDifferences(recorded, goal);
  const lookBefore = async (): Promise<LiveConfiguration> => {
    const before = await context.configurations.get(id);
    requireSeen(before, { recorded, goal, changed });
    return before;
  };
  const before = await lookBefore();
  const live =
    changed.length === 0
      ? before
      : await patchUntilKnown(context, { id, inputs, changed, lookBefore });
  const found = stateOf(live, goal);
  const differing = findContentDifferences(found, goal);
  const unseen = differing.filter((name) => !changed.includes(name));
  const state = keepRecorded(found, recorded, unseen);
  const names = differing.filter((name) => changed.includes(name));
  if (names.length === 0) return state;
  throw new IncompleteError(id, state, describeDifferences(id, { names, isAdopted: false }));
}

/** A state, with these properties as they are recorded; what a payload says belongs to it. */
function keepRecorded(
  state: ConfigurationState,
  recorded: ConfigurationState,
  names: ContentNames,
): ConfigurationState {
  const kept = names.flatMap((name) => (name === "payloadSha256" ? [name, "profile"] : [name]));
  const entries = kept.map((name) => [name, recorded[name as keyof ConfigurationState]]);
  return { ...state, ...(Object.fromEntries(entries) as Partial<ConfigurationState>) };
}

interface Patch {
  id: string;
  inputs: CheckedConfiguration;
  changed: ContentNames;
  /** Looks at what is live, and fails where the changes would overwrite what no preview has shown. */
  lookBefore: () => Promise<LiveConfiguration>;
}

/**
 * A lost answer is looked after before the same changes are sent again, at once and after the wait. What somebody else
 * has written by then is not overwritten.
 */
async function patchUntilKnown(context: HandlerContext, patch: Patch): Promise<LiveConfiguration> {
  const { configurations, clock, resendMs = defaultResendMs } = context;
  const endMs = clock.now() + resendMs;
  const body = contentOf(patch.inputs, patch.changed);
  let lost: GraphError | undefined;
  for (let waitMs = growWait(); ; waitMs = growWait(waitMs)) {
    const sent = await send(context, patch, body).catch((error: unknown) => {
      throw lost !== undefined && isUnseenEdit(error) ? lost : error;
    });
    if ("live" in sent) return sent.live;
    lost = sent.lost;
    const live = await configurations.get(patch.id);
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
  { configurations }: HandlerContext,
  { id, lookBefore }: Patch,
  body: Partial<ConfigurationContent>,
): Promise<{ live: LiveConfiguration } | { lost: GraphError }> {
  const recheck = async (): Promise<undefined> => {
    await lookBefore();
  };
  try {
    return { live: await configurations.update(id, body, recheck) };
  } catch (error) {
    if (error instanceof GraphError && error.isAmbiguous) return { lost: error };
    throw error;
  }
}

/** A payload that Graph does not return can't be seen to have arrived. */
function isMet(live: LiveConfiguration, { inputs, changed }: Patch): boolean {
  if (live.payload === null && changed.includes("payloadSha256")) return false;
  const goal = goalOf(inputs);
  return !findContentDifferences(stateOf(live, goal), goal).some((name) => changed.includes(name));
}
