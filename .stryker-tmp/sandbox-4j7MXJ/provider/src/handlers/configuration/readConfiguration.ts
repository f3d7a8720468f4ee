// @ts-nocheck
import type { CheckedConfiguration } from "../../domain/configurationInputs.js";
import { GraphError } from "../../graph/graphError.js";
import type { HandlerContext } from "../handlerContext.js";
import type { Found } from "../handlers.js";
import { inputsOf, nothingKnown, stateOf, type ConfigurationState } from "./configurationState.js";

type FoundConfiguration = Found<CheckedConfiguration, ConfigurationState>;

/**
 * The engine's `read` for a refresh. A payload that Graph does not return counts as the recorded one. Undefined when the
 * configuration is gone.
 */
export async function refreshConfiguration(
  { configurations }: HandlerContext,
  id: string,
  recorded: ConfigurationState,
): Promise<FoundConfiguration | undefined> {
  try {
    const state = stateOf(await configurations.get(id), recorded);
    return { state, inputs: inputsOf(state) };
  } catch (error) {
    if (error instanceof GraphError && error.isNotFound) return undefined;
    throw error;
  }
}

/**
 * The engine's `read` for `get`: a configuration that this stack need not manage.
 *
 * @throws GraphError when it is missing.
 */
export async function getConfiguration(
  { configurations }: HandlerContext,
  id: string,
): Promise<FoundConfiguration> {
  const state = stateOf(await configurations.get(id), nothingKnown);
  return { state, inputs: inputsOf(state) };
}
