import {
  findContentDifferences,
  isUnread,
  type CheckedConfiguration,
  type ConfigurationState,
  type ContentName,
  type LiveConfiguration,
} from "../../domain/configuration.js";
import { toReadable } from "../../domain/readable.js";
import { normalizeGuid, pick } from "../../domain/values.js";
import { describeConfiguration, toUpdate } from "../../graph/configurationsApi.js";
import type { HandlerContext } from "../handlerContext.js";
import { IncompleteError, RefusedError } from "../handlers.js";
import { confirmGone, pollUntil, readLiveConfiguration } from "../readLive.js";
import {
  compareWithDeclared,
  contentOf,
  describeUnstored,
  goalOf,
  nameProperties,
} from "./configurationState.js";

export const seeFirst =
  "Run `pulumi refresh`: the next preview then shows what would change, and the update after it changes it.";

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
  const refuseToOverwrite = (names: readonly ContentName[]) =>
    refuse(
      `it was changed in Intune, and the update would overwrite what no preview has shown: ${nameProperties(names)}`,
    );
  if (isUnread(recorded)) throw refuse("it was taken over and no preview has shown what it holds");
  const changed = findContentDifferences(recorded, goalOf(inputs));
  const isChanged = (name: ContentName): boolean => changed.includes(name);
  const foundNow = context.run.found(normalizeGuid(id))?.properties?.filter(isChanged) ?? [];
  if (foundNow.length > 0) throw refuseToOverwrite(foundNow);

  const findRefusal = (live: LiveConfiguration): RefusedError | undefined => {
    const { state, differing } = compareWithDeclared(live, inputs);
    const edited = findContentDifferences(state, recorded).filter(isChanged);
    const overwritten = edited.filter((name) => differing.includes(name));
    if (overwritten.length > 0) return refuseToOverwrite(overwritten);
    const tags = findUnseenTags(live, recorded, inputs);
    if (tags.length === 0) return undefined;
    return refuse(
      `it has scope tags that the program does not declare and no preview has shown: ${tags.map((tag) => toReadable(tag)).join(", ")}`,
      "Declare them in `roleScopeTagIds` too: the preview of a later change then shows them going. Or take them away in Intune.",
    );
  };
  const read = () => readLiveConfiguration(context, id);
  const shows = (live: LiveConfiguration): boolean =>
    !compareWithDeclared(live, inputs).differing.some(isChanged);
  const sent = await confirmGone(context, id, () =>
    context.write({
      read: async () => ({ live: await read(), readAtMs: context.clock.now() }),
      requestFor(live, lost) {
        // A response without payload does not show that it arrived.
        const isHidden = live.payload === null && isChanged("payloadSha256");
        if (!isHidden && shows(live)) return undefined;
        const refusal = findRefusal(live);
        if (refusal) throw lost ?? refusal;
        return toUpdate(id, contentOf(inputs, changed));
      },
    }),
  );
  const live = "live" in sent ? sent.live : (await pollUntil(context, read, shows)).value;

  context.sharedList.add(live);
  const { state: found, differing } = compareWithDeclared(live, inputs);
  const drifted = differing.filter((name) => !isChanged(name));
  const state = { ...found, ...pick(recorded, drifted) };
  if (drifted.includes("payloadSha256")) state.profile = recorded.profile;
  const unstored = differing.filter(isChanged);
  if (unstored.length === 0) return state;
  const isOld = isChanged("payloadSha256") && found.payloadSha256 === recorded.payloadSha256;
  const advice = isOld ? describeUnstoredPayload(found) : "";
  throw new IncompleteError(id, state, describeUnstored(id, unstored) + advice);
}

/** Undeclared scope tags are not recorded: no refresh shows them. Intune gives objects without tags the tag "0". */
function findUnseenTags(
  { roleScopeTagIds: live }: LiveConfiguration,
  recorded: ConfigurationState,
  inputs: CheckedConfiguration,
): string[] {
  const { roleScopeTagIds: declared } = goalOf(inputs);
  if (recorded.roleScopeTagIds !== null || declared === null) return [];
  const tags = (live ?? []).filter((tag) => !declared.includes(tag));
  return live?.length === 1 && live[0] === "0" ? [] : tags;
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
