import type { LiveConfiguration } from "../../domain/configuration.js";
import { looksLike } from "../../domain/alikeNames.js";
import type { CheckedConfiguration } from "../../domain/configurationInputs.js";
import { findContentDifferences } from "../../domain/findContentDifferences.js";
import { readLiveConfiguration, unlessGone } from "../readLive.js";
import type { HandlerContext } from "../handlerContext.js";
import { goalOf, nothingKnown, stateOf } from "./configurationState.js";

/** Reads each singly: a list may lack payloads, or be late. `isFresh`: the list begins now, as needed after a lost response. */
export async function findTwins(
  context: HandlerContext,
  inputs: CheckedConfiguration,
  isFresh = false,
): Promise<LiveConfiguration[]> {
  const { sharedList } = context;
  const listed = await sharedList.read(isFresh ? sharedList.mark() : undefined);
  const namesakes = listed.filter(({ displayName }) => looksLike(displayName, inputs.displayName));
  const found = await Promise.all(
    namesakes.map(({ id }) => unlessGone(readLiveConfiguration(context, id))),
  );
  return found.filter((live) => live !== undefined).filter((live) => isTwin(live, inputs));
}

/** Same profile; if Graph returns no payload, same file name and expiry. */
export function isTwin(live: LiveConfiguration, inputs: CheckedConfiguration): boolean {
  const differing = findContentDifferences(stateOf(live, nothingKnown), goalOf(inputs));
  const telling =
    live.payload === null ? ["payloadFileName", "expirationDateTime"] : ["payloadSha256"];
  return !differing.some((name) => telling.includes(name));
}
