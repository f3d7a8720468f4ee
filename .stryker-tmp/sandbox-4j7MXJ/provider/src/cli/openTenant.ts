// @ts-nocheck
import { openGraph, type Graph } from "../graph/openGraph.js";
import { resolveSettings } from "../graph/settings.js";
import { systemClock } from "../graph/systemClock.js";
import type { CommandSurroundings } from "./command.js";

/** Graph, and the tenant that it is asked about where the settings name one. */
export interface OpenTenant {
  graph: Graph;
  tenantId: string | undefined;
}

/** @throws SettingsError when the settings are wrong or incomplete. */
export function openTenant(environment: CommandSurroundings["env"]): OpenTenant {
  const settings = resolveSettings({ config: () => undefined, environment });
  return { graph: openGraph(settings, systemClock), tenantId: settings.tenantId };
}
