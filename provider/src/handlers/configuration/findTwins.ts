import type { LiveConfiguration } from "../../domain/configuration.js";
import type { CheckedConfiguration } from "../../domain/configurationInputs.js";
import { findContentDifferences } from "../../domain/findContentDifferences.js";
import { unlessGone } from "../confirmGone.js";
import type { HandlerContext } from "../handlerContext.js";
import { goalOf, nothingKnown, stateOf } from "./configurationState.js";

/**
 * The live configurations that can't be told from the declared one: the same name, and the same profile. Each is read by
 * itself, since a list may come without payloads, and late. Where Graph returns no payload at all, the file's name and
 * the date of expiry stand for it.
 *
 * The whole list is read: whether Graph heeds a filter here is not established.
 *
 * @param isFresh the list begins now, and is not shared with other creations.
 */
export async function findTwins(
  context: HandlerContext,
  inputs: CheckedConfiguration,
  isFresh = false,
): Promise<LiveConfiguration[]> {
  const { configurations, twins } = context;
  const listed = await (isFresh ? twins.listAgain() : twins.list());
  const namesakes = listed.filter(({ displayName }) => displayName === inputs.displayName);
  // What is deleted may still be listed.
  const found = await Promise.all(
    namesakes.map(({ id }) => unlessGone(context, id, () => configurations.get(id))),
  );
  return found.filter((live) => live !== undefined).filter((live) => isTwin(live, inputs));
}

/** Whether the profile is the same. */
export function isTwin(live: LiveConfiguration, inputs: CheckedConfiguration): boolean {
  const differing = findContentDifferences(stateOf(live, nothingKnown), goalOf(inputs));
  const telling =
    live.payload === null ? ["payloadFileName", "expirationDateTime"] : ["payloadSha256"];
  return !differing.some((name) => telling.includes(name));
}
