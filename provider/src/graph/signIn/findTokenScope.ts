import { clouds, findCloudOfGraph } from "../clouds.js";
import type { GraphSettings } from "../settingsTable.js";
import { isLoopback } from "./readSignInSetting.js";

/**
 * The scope of a token for Graph. A cloud's Graph has it by its own root, and so has one on this machine, which is an
 * emulator; what else stands at `intune:graphEndpoint` is taken for a gateway to the cloud's.
 */
export function findTokenScope({ environment, graphEndpoint }: GraphSettings): string {
  const isOwn = findCloudOfGraph(graphEndpoint) !== undefined || isLoopback(new URL(graphEndpoint));
  return `${isOwn ? graphEndpoint : clouds[environment].graphEndpoint}/.default`;
}
