import type { LiveConfiguration } from "../../domain/configuration.js";
import { confirmGone, type SearchedTenant } from "../confirmGone.js";
import { growWait } from "../growWait.js";

/** @throws GraphError with `isGone` where it is gone. */
export function readLiveConfiguration(
  tenant: SearchedTenant,
  id: string,
): Promise<LiveConfiguration> {
  return confirmGone(tenant, id, () => tenant.configurations.get(id));
}

/**
 * Reads a configuration back after a write, until Graph shows what was sent, for at most `readBackMs`: Graph may show a
 * write late. The response to the write proves nothing. Answers what Graph shows last.
 */
export async function readBackConfiguration(
  tenant: SearchedTenant,
  id: string,
  isShown: (live: LiveConfiguration) => boolean,
): Promise<LiveConfiguration> {
  const { clock, readBackMs } = tenant;
  const endMs = clock.now() + readBackMs;
  for (let waitMs = growWait(); ; waitMs = growWait(waitMs)) {
    const live = await readLiveConfiguration(tenant, id);
    if (isShown(live) || clock.now() + waitMs > endMs) return live;
    await clock.sleep(waitMs);
  }
}
