import {
  findContentDifferences,
  isUnread,
  type CheckedConfiguration,
  type ConfigurationState,
  type LiveConfiguration,
} from "../../domain/configuration.js";
import { normalizeGuid, pick } from "../../domain/values.js";
import { toReadable } from "../../domain/readable.js";
import { describeConfiguration } from "../../graph/configurationRoute.js";
import { IncompleteError, RefusedError } from "../handlers.js";
import type { HandlerContext } from "../handlerContext.js";
import { confirmGone, pollUntil, readLiveConfiguration } from "../readLive.js";
import {
  contentOf,
  describeUnstored,
  goalOf,
  nameProperties,
  stateOf,
} from "./configurationState.js";

export const seeFirst =
  "Run `pulumi refresh`: the next preview then shows what would change, and the update after it changes it.";

const foundByRefresh =
  "The refresh of this same run was the first to see it: run `pulumi up` again, and its preview shows it.";

/**
 * Sends only what the inputs change: a portal edit that no preview has shown survives. It is not recorded, since a later
 * update would undo it unseen.
 * @throws IncompleteError if Graph does not show what it accepted.
 */
export async function updateConfiguration(
  context: HandlerContext,
  id: string,
  recorded: ConfigurationState,
  inputs: CheckedConfiguration,
): Promise<ConfigurationState> {
  const refuse = (why: string, advice = seeFirst) =>
    new RefusedError(
      `Cannot update ${describeConfiguration(id)}: ${why}. Nothing was changed. ${advice}`,
    );
  const drift =
    "it was changed in Intune, and the update would overwrite what no preview has shown: ";
  if (isUnread(recorded)) throw refuse("it was taken over and no preview has shown what it holds");
  const goal = goalOf(inputs);
  const changed = findContentDifferences(recorded, goal);
  const isChanged = (name: (typeof changed)[number]): boolean => changed.includes(name);
  const foundNow = context.run.found(normalizeGuid(id))?.properties?.filter(isChanged) ?? [];
  if (foundNow.length > 0) throw refuse(drift + nameProperties(foundNow), foundByRefresh);

  const findRefusal = (live: LiveConfiguration): RefusedError | undefined => {
    const found = stateOf(live, goal);
    const edited = findContentDifferences(found, recorded).filter(isChanged);
    const unmet = findContentDifferences(found, goal);
    const overwritten = edited.filter((name) => unmet.includes(name));
    if (overwritten.length > 0) return refuse(drift + nameProperties(overwritten));
    // Undeclared scope tags are not recorded: no refresh shows them.
    if (recorded.roleScopeTagIds !== null || goal.roleScopeTagIds === null) return undefined;
    const declared = goal.roleScopeTagIds;
    const tags = ownTagsOf(live).filter((tag) => !declared.includes(tag));
    if (tags.length === 0) return undefined;
    return refuse(
      `it has scope tags that the program does not declare and no preview has shown: ${tags.map((tag) => toReadable(tag)).join(", ")}`,
      "Declare them in `roleScopeTagIds` too: the preview of a later change then shows them going. Or take them away in Intune.",
    );
  };
  const content = contentOf(inputs, changed);
  const read = () => readLiveConfiguration(context, id);
  const shows = (live: LiveConfiguration): boolean =>
    !findContentDifferences(stateOf(live, goal), goal).some(isChanged);
  const sent = await confirmGone(context, id, () =>
    context.configurations.update(id, content, {
      read: async () => ({ live: await read(), readAtMs: context.clock.now() }),
      isNeeded(live, lost) {
        // A response without payload does not show that it arrived.
        const isHidden = live.payload === null && isChanged("payloadSha256");
        if (lost && !isHidden && shows(live)) return false;
        const refusal = findRefusal(live);
        if (refusal) throw lost ?? refusal;
        return changed.length > 0;
      },
    }),
  );
  const live = "live" in sent ? sent.live : (await pollUntil(context, read, shows)).value;

  context.sharedList.add(live);
  const found = stateOf(live, goal);
  const differing = findContentDifferences(found, goal);
  const drifted = differing.filter((name) => !isChanged(name));
  const state = { ...found, ...pick(recorded, drifted) };
  if (drifted.includes("payloadSha256")) state.profile = recorded.profile;
  const unstored = differing.filter(isChanged);
  if (unstored.length === 0) return state;
  const isOld = isChanged("payloadSha256") && found.payloadSha256 === recorded.payloadSha256;
  const advice = isOld ? describeUnstoredPayload(found) : "";
  throw new IncompleteError(id, state, describeUnstored(id, unstored) + advice);
}

/** Intune gives objects without tags the tag "0". */
function ownTagsOf({ roleScopeTagIds }: LiveConfiguration): string[] {
  const tags = roleScopeTagIds ?? [];
  return tags.length === 1 && tags[0] === "0" ? [] : tags;
}

function describeUnstoredPayload({ profile }: ConfigurationState): string {
  if (profile === null) return "";
  const name = `${JSON.stringify(profile.name)} (UUID ${profile.uuid})`;
  return (
    ` The new profile was not stored: the old one, ${name}, still stands and ends at ${profile.expirationDateTime}. If that ` +
    "stays so, Intune stores no new profile in place. Set `replaceOnRenewal: true` and run `pulumi up`: it makes a new " +
    "configuration beside the old one, moves the assignment set, and then deletes the old one."
  );
}
