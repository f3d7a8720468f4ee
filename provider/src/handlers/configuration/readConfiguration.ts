import type { LiveConfiguration } from "../../domain/configuration.js";
import type { CheckedConfiguration } from "../../domain/configurationInputs.js";
import { findContentDifferences } from "../../domain/findContentDifferences.js";
import { normalizeGuid } from "../../domain/guid.js";
import { describeGone, readLiveConfiguration, unlessGone } from "../readLive.js";
import type { HandlerContext } from "../handlerContext.js";
import type { Found } from "../handlers.js";
import {
  inputsOf,
  nothingKnown,
  stateOf,
  type ConfigurationState,
  type KnownContent,
} from "./configurationState.js";

type FoundConfiguration = Found<CheckedConfiguration, ConfigurationState>;

/** If Graph returns no payload, the recorded one counts. */
export async function refreshConfiguration(
  context: HandlerContext,
  id: string,
  recorded: ConfigurationState,
): Promise<FoundConfiguration | undefined> {
  const live = await unlessGone(readLiveConfiguration(context, id));
  if (live === undefined) {
    context.print(describeGone(id));
    return undefined;
  }
  const found = foundOf(live, recorded);
  const properties = findContentDifferences(found.state, recorded);
  context.run.record(normalizeGuid(id), { properties });
  return found;
}

export async function getConfiguration(context: HandlerContext, id: string) {
  return foundOf(await readLiveConfiguration(context, id), nothingKnown);
}

function foundOf(live: LiveConfiguration, known: KnownContent): FoundConfiguration {
  const state = stateOf(live, known);
  return { state, inputs: inputsOf(state) };
}
