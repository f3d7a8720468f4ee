// @ts-nocheck
import type { LiveConfiguration } from "../../domain/configuration.js";
import type { CheckedConfiguration } from "../../domain/configurationInputs.js";
import { findContentDifferences } from "../../domain/findContentDifferences.js";
import type { ConfigurationsApi } from "../../graph/configurationsApi.js";
import { GraphError } from "../../graph/graphError.js";
import { goalOf, nothingKnown, stateOf } from "./configurationState.js";

/**
 * The live configurations that can't be told from the declared one: the same name, and the same profile. Each is read by
 * itself, since a list may come without payloads, and late. Where Graph returns no payload at all, the file's name and
 * the date of expiry stand for it.
 *
 * The whole list is read: whether Graph heeds a filter here is not established.
 */
export async function findTwins(
  api: ConfigurationsApi,
  inputs: CheckedConfiguration,
): Promise<LiveConfiguration[]> {
  const listed = await api.list();
  const namesakes = listed.filter(({ displayName }) => displayName === inputs.displayName);
  const found = await Promise.all(namesakes.map(({ id }) => getUnlessGone(api, id)));
  return found.filter((live) => live !== undefined).filter((live) => isTwin(live, inputs));
}

function isTwin(live: LiveConfiguration, inputs: CheckedConfiguration): boolean {
  const differing = findContentDifferences(stateOf(live, nothingKnown), goalOf(inputs));
  const telling =
    live.payload === null ? ["payloadFileName", "expirationDateTime"] : ["payloadSha256"];
  return !differing.some((name) => telling.includes(name));
}

/** What is deleted may still be listed. */
async function getUnlessGone(
  api: ConfigurationsApi,
  id: string,
): Promise<LiveConfiguration | undefined> {
  try {
    return await api.get(id);
  } catch (error) {
    if (error instanceof GraphError && error.isNotFound) return undefined;
    throw error;
  }
}
