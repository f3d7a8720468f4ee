import { findCloudOfGraph } from "../graph/clouds.js";
import { openGraph, type Graph } from "../graph/openGraph.js";
import { resolveSettings } from "../graph/settings.js";
import { systemClock } from "../graph/clock.js";

export interface OpenTenant {
  graph: Graph;
  tenantId: string | undefined;
  /** The page that leads to the profiles; Microsoft documents no address of a single one. */
  portalUrl: string | undefined;
}

/** @throws SettingsError when settings are wrong or incomplete. */
export function openTenant(environment: Readonly<Record<string, string | undefined>>): OpenTenant {
  const settings = resolveSettings({ config: () => undefined, environment });
  const portal = findCloudOfGraph(settings.graphEndpoint)?.adminCenter;
  return {
    graph: openGraph(settings, systemClock),
    tenantId: settings.tenantId,
    portalUrl: portal && `${portal}/#view/Microsoft_Intune_DeviceSettings/AppsMenu/~/overview`,
  };
}
