import type { LiveConfiguration } from "../../domain/configuration.js";
import type { CheckedConfiguration, ComparedContent } from "../../domain/configurationInputs.js";
import { findContentDifferences } from "../../domain/findContentDifferences.js";
import { normalizeGuid } from "../../domain/guid.js";
import { confirmGone, readLiveConfiguration } from "../confirmGone.js";
import { IncompleteError } from "../errors.js";
import type { HandlerContext } from "../handlerContext.js";
import { pollUntil } from "../pollUntil.js";
import {
  describeUnstored,
  drift,
  foundByRefresh,
  unreadContent,
  unstoredPayload,
} from "./configurationErrors.js";
import {
  contentOf,
  goalOf,
  isUnread,
  stateOf,
  type ConfigurationState,
} from "./configurationState.js";
import { findDrift, type PlannedUpdate } from "./findDrift.js";

/**
 * Sends what the inputs change of the state, and nothing else, so that a portal edit that no preview has shown survives.
 * Such an edit is not recorded either: a later update would undo it unseen.
 *
 * A failure leaves the former state as it is: the next preview shows the same changes, and to send them again is safe.
 *
 * @throws RefusedError when an edit, or a configuration that was taken over, would be overwritten unseen.
 * @throws IncompleteError when Graph accepted the changes but does not show them.
 */
export async function updateConfiguration(
  context: HandlerContext,
  id: string,
  recorded: ConfigurationState,
  inputs: CheckedConfiguration,
): Promise<ConfigurationState> {
  if (isUnread(recorded)) throw unreadContent(id);
  const goal = goalOf(inputs);
  const changed = findContentDifferences(recorded, goal);
  const { properties: foundNow = [] } = context.run.found(normalizeGuid(id)) ?? {};
  const overwritten = changed.filter((name) => foundNow.includes(name));
  if (overwritten.length > 0) throw drift(id, overwritten, foundByRefresh);
  const content = contentOf(inputs, changed);
  const live = await patch(context, id, content, { recorded, goal, changed });
  const found = stateOf(live, goal);
  const differing = findContentDifferences(found, goal);
  const unseen = differing.filter((name) => !changed.includes(name));
  const state = keepRecorded(found, recorded, unseen);
  const unstored = differing.filter((name) => changed.includes(name));
  if (unstored.length === 0) return state;
  const advice = unstored.includes("payloadSha256") ? ` ${unstoredPayload}` : "";
  throw new IncompleteError(id, state, describeUnstored(id, unstored) + advice);
}

/** Sends what has changed, if anything, and returns what Graph shows of it. */
async function patch(
  context: HandlerContext,
  id: string,
  content: ReturnType<typeof contentOf>,
  planned: PlannedUpdate,
): Promise<LiveConfiguration> {
  const { goal, changed } = planned;
  const read = () => readLiveConfiguration(context, id);
  /** As far as Graph shows anything: it may return no payload. */
  const shows = (live: LiveConfiguration): boolean =>
    !findContentDifferences(stateOf(live, goal), goal).some((name) => changed.includes(name));
  const sent = await confirmGone(context, id, () =>
    context.configurations.update(id, content, {
      read: async () => ({ live: await read(), readAtMs: context.clock.now() }),
      isNeeded(live, lost) {
        // A payload that Graph does not return can't be seen to have arrived.
        const isHidden = live.payload === null && changed.includes("payloadSha256");
        if (lost && !isHidden && shows(live)) return false;
        const refusal = findDrift(live, planned);
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
  names: readonly (keyof ComparedContent)[],
): ConfigurationState {
  const kept = names.flatMap((name) => (name === "payloadSha256" ? [name, "profile"] : [name]));
  const entries = kept.map((name) => [name, recorded[name as keyof ConfigurationState]]);
  return { ...state, ...(Object.fromEntries(entries) as Partial<ConfigurationState>) };
}
