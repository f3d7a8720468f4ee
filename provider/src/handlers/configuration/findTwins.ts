import type { LiveConfiguration } from "../../domain/configuration.js";
import type { CheckedConfiguration } from "../../domain/configurationInputs.js";
import { findContentDifferences } from "../../domain/findContentDifferences.js";
import { readLiveConfiguration, unlessGone } from "../confirmGone.js";
import type { HandlerContext } from "../handlerContext.js";
import { goalOf, nothingKnown, stateOf } from "./configurationState.js";

/** Each is read by itself: a list may come without payloads, and late. A fresh list is not shared with other creations. */
export async function findTwins(
  context: HandlerContext,
  inputs: CheckedConfiguration,
  isFresh = false,
): Promise<LiveConfiguration[]> {
  const listed = await context.twins.list(isFresh);
  const namesakes = listed.filter(({ displayName }) => displayName === inputs.displayName);
  const found = await Promise.all(
    namesakes.map(({ id }) => unlessGone(readLiveConfiguration(context, id))),
  );
  return found.filter((live) => live !== undefined).filter((live) => isTwin(live, inputs));
}

/** Whether the profile is the same. Without a payload from Graph, the file's name and the date of expiry stand for it. */
export function isTwin(live: LiveConfiguration, inputs: CheckedConfiguration): boolean {
  const differing = findContentDifferences(stateOf(live, nothingKnown), goalOf(inputs));
  const telling =
    live.payload === null ? ["payloadFileName", "expirationDateTime"] : ["payloadSha256"];
  return !differing.some((name) => telling.includes(name));
}
