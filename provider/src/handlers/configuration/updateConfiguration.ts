import type { ConfigurationContent, LiveConfiguration } from "../../domain/configuration.js";
import type { CheckedConfiguration, ComparedContent } from "../../domain/configurationInputs.js";
import { findContentDifferences } from "../../domain/findContentDifferences.js";
import { normalizeGuid } from "../../domain/guid.js";
import { pick } from "../../domain/properties.js";
import { IncompleteError } from "../errors.js";
import type { HandlerContext } from "../handlerContext.js";
import { confirmGone, pollUntil, readLiveConfiguration } from "../readLive.js";
import {
  describeUnstored,
  describeUnstoredPayload,
  refuseDrift,
  foundByRefresh,
  refuseUnmanagedTags,
  refuseUnread,
} from "./configurationErrors.js";
import {
  contentOf,
  goalOf,
  isUnread,
  stateOf,
  type ConfigurationState,
  type KnownContent,
} from "./configurationState.js";

interface PlannedUpdate {
  recorded: ConfigurationState;
  goal: ComparedContent & KnownContent;
  changed: readonly (keyof ComparedContent)[];
  content: Partial<ConfigurationContent>;
}

/**
 * Sends only what the inputs change, so a portal edit that no preview has shown survives. The edit is not recorded: a later
 * update would undo it unseen.
 * @throws IncompleteError if Graph does not show the changes that it accepted.
 */
export async function updateConfiguration(
  context: HandlerContext,
  id: string,
  recorded: ConfigurationState,
  inputs: CheckedConfiguration,
): Promise<ConfigurationState> {
  if (isUnread(recorded)) throw refuseUnread(id);
  const goal = goalOf(inputs);
  const changed = findContentDifferences(recorded, goal);
  const { properties: foundNow = [] } = context.run.found(normalizeGuid(id)) ?? {};
  const overwritten = changed.filter((name) => foundNow.includes(name));
  if (overwritten.length > 0) throw refuseDrift(id, overwritten, foundByRefresh);
  const content = contentOf(inputs, changed);
  const live = await patch(context, id, { recorded, goal, changed, content });
  context.sharedList.add(live);
  const found = stateOf(live, goal);
  const differing = findContentDifferences(found, goal);
  const unseen = differing.filter((name) => !changed.includes(name));
  const state = { ...found, ...pick(recorded, unseen) };
  if (unseen.includes("payloadSha256")) state.profile = recorded.profile;
  const unstored = differing.filter((name) => changed.includes(name));
  if (unstored.length === 0) return state;
  const isOld = changed.includes("payloadSha256") && found.payloadSha256 === recorded.payloadSha256;
  const advice = describeUnstoredPayload(isOld ? found.profile : undefined);
  throw new IncompleteError(id, state, describeUnstored(id, unstored) + advice);
}

async function patch(context: HandlerContext, id: string, planned: PlannedUpdate) {
  const { goal, changed, content } = planned;
  const read = () => readLiveConfiguration(context, id);
  const shows = (live: LiveConfiguration): boolean =>
    !findContentDifferences(stateOf(live, goal), goal).some((name) => changed.includes(name));
  const sent = await confirmGone(context, id, () =>
    context.configurations.update(id, content, {
      read: async () => ({ live: await read(), readAtMs: context.clock.now() }),
      isNeeded(live, lost) {
        // Without a payload in the response nothing shows that it arrived.
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

function findDrift(live: LiveConfiguration, { recorded, goal, changed }: PlannedUpdate) {
  const found = stateOf(live, goal);
  const edited = findContentDifferences(found, recorded);
  const unmet = findContentDifferences(found, goal);
  const overwritten = changed.filter((name) => edited.includes(name) && unmet.includes(name));
  if (overwritten.length > 0) return refuseDrift(live.id, overwritten);
  // Undeclared scope tags are not recorded, so no refresh shows them.
  if (recorded.roleScopeTagIds !== null || goal.roleScopeTagIds === null) return undefined;
  const declared = goal.roleScopeTagIds;
  const tags = ownTagsOf(live).filter((tag) => !declared.includes(tag));
  return tags.length > 0 ? refuseUnmanagedTags(live.id, tags) : undefined;
}

/** Intune gives objects without tags its own tag "0". */
function ownTagsOf({ roleScopeTagIds }: LiveConfiguration): string[] {
  const tags = roleScopeTagIds ?? [];
  return tags.length === 1 && tags[0] === "0" ? [] : tags;
}
