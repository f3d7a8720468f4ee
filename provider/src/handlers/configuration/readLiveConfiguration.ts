import type { LiveConfiguration } from "../../domain/configuration.js";
import { confirmGone, type SearchedTenant } from "../confirmGone.js";

/** @throws GraphError with `isGone` where it is gone. */
export function readLiveConfiguration(
  tenant: SearchedTenant,
  id: string,
): Promise<LiveConfiguration> {
  return confirmGone(tenant, id, () => tenant.configurations.get(id));
}
