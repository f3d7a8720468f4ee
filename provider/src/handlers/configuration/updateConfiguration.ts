import type { LiveConfiguration } from "../../domain/configuration.js";
import type { CheckedConfiguration, ComparedContent } from "../../domain/configurationInputs.js";
import { findContentDifferences } from "../../domain/findContentDifferences.js";
import { normalizeGuid } from "../../domain/guid.js";
import { confirmGone } from "../confirmGone.js";
import type { HandlerContext } from "../handlerContext.js";
import { IncompleteError } from "../incompleteError.js";
import { pollUntil } from "../pollUntil.js";
import { describeUnstored, UnreadContentError, DriftError } from "./configurationErrors.js";
import {
  contentOf,
  goalOf,
  isUnread,
  stateOf,
  type ConfigurationState,
} from "./configurationState.js";
import { readLiveConfiguration } from "./readLiveConfiguration.js";
import { findDrift, type PlannedUpdate } from "./findDrift.js";

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
 * new. The id stays, and the assignments with it. Then it reads back what it has sent.
 *
 * Nor is such an edit recorded: a later update would take it for a difference of its own, and undo it unseen.
 *
 * A failure leaves the former state as it is: the next preview shows the same changes, and to send them again is safe.
 *
 * @throws UnreadContentError when no run has seen yet what was taken over.
 * @throws DriftError, UnmanagedTagsError when an edit would be overwritten that no preview has shown.
 * @throws IncompleteError when Graph accepted the changes but does not show them.
 */
export async function updateConfiguration(
  context: HandlerContext,
  { id, recorded, inputs }: UpdateRequest,
): Promise<ConfigurationState> {
  if (isUnread(recorded)) throw new UnreadContentError(id);
  const goal = goalOf(inputs);
  const changed = findContentDifferences(recorded, goal);
  const { properties: foundNow = [] } = context.run?.found(normalizeGuid(id)) ?? {};
  const overwritten = changed.filter((name) => foundNow.includes(name));
  if (overwritten.length > 0) throw new DriftError(id, overwritten, "refresh");
  const live = await patch(context, id, { inputs, recorded, goal, changed });
  const found = stateOf(live, goal);
  const differing = findContentDifferences(found, goal);
  const unseen = differing.filter((name) => !changed.includes(name));
  const state = keepRecorded(found, recorded, unseen);
  const names = differing.filter((name) => changed.includes(name));
  if (names.length === 0) return state;
  throw new IncompleteError(id, state, describeUnstored(id, names));
}

/** Sends what has changed, if anything, and returns what Graph shows of it. */
async function patch(
  context: HandlerContext,
  id: string,
  update: PlannedUpdate & { inputs: CheckedConfiguration },
): Promise<LiveConfiguration> {
  const { inputs, goal, changed } = update;
  const read = () => readLiveConfiguration(context, id);
  /** As far as Graph shows anything: it may return no payload. */
  const shows = (live: LiveConfiguration): boolean =>
    !findContentDifferences(stateOf(live, goal), goal).some((name) => changed.includes(name));
  const sent = await confirmGone(context, id, () =>
    context.configurations.update(id, contentOf(inputs, changed), {
      read: async () => ({ live: await read(), readAtMs: context.clock.now() }),
      isNeeded(live, lost) {
        // A payload that Graph does not return can't be seen to have arrived.
        const isHidden = live.payload === null && changed.includes("payloadSha256");
        if (lost && !isHidden && shows(live)) return false;
        const refusal = findDrift(live, update);
        if (refusal) throw lost ?? refusal;
        return changed.length > 0;
      },
    }),
  );
  if ("live" in sent) return sent.live;
  return (await pollUntil(context, read, shows)).value;
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
