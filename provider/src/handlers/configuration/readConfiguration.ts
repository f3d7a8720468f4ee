import type { CheckedConfiguration } from "../../domain/configurationInputs.js";
import { findContentDifferences } from "../../domain/findContentDifferences.js";
import { normalizeGuid } from "../../domain/guid.js";
import { describeGone, unlessGone } from "../confirmGone.js";
import type { HandlerContext } from "../handlerContext.js";
import type { Found } from "../handlers.js";
import { inputsOf, nothingKnown, stateOf, type ConfigurationState } from "./configurationState.js";
import { readLiveConfiguration } from "./readLiveConfiguration.js";

type FoundConfiguration = Found<CheckedConfiguration, ConfigurationState>;

/**
 * The engine's `read` for a refresh. A payload that Graph does not return counts as the recorded one. Undefined when the
 * configuration is gone.
 */
export async function refreshConfiguration(
  context: HandlerContext,
  id: string,
  recorded: ConfigurationState,
): Promise<FoundConfiguration | undefined> {
  const live = await unlessGone(context, id, () => context.configurations.get(id));
  if (live === undefined) {
    context.print?.(describeGone(id));
    return undefined;
  }
  const state = stateOf(live, recorded);
  context.run?.record(normalizeGuid(id), { properties: findContentDifferences(state, recorded) });
  return { state, inputs: inputsOf(state) };
}

/**
 * The engine's `read` for `get`: a configuration that this stack need not manage.
 *
 * @throws GraphError when it is missing.
 */
export async function getConfiguration(
  context: HandlerContext,
  id: string,
): Promise<FoundConfiguration> {
  const live = await readLiveConfiguration(context, id);
  const state = stateOf(live, nothingKnown);
  return { state, inputs: inputsOf(state) };
}
