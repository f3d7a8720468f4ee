import type { LiveConfiguration } from "../../domain/configuration.js";
import type { ConfigurationsApi } from "../../graph/configurationsApi.js";
import type { GraphClock } from "../../graph/openGraph.js";

/** All configurations, to find twins: creations of one run share one list. */
export interface TwinIndex {
  /** A fresh list begins now, as needed after a lost response. Each includes what this run created. */
  list: (isFresh: boolean) => Promise<readonly LiveConfiguration[]>;
  add: (created: LiveConfiguration) => void;
  /** Whether a configuration created from now on can have an id. */
  newFromNow: () => (id: string) => boolean;
}

const listHoldsMs = 10_000;

export function createTwinIndex(
  configurations: Pick<ConfigurationsApi, "list">,
  { now }: Pick<GraphClock, "now">,
): TwinIndex {
  const created = new Map<string, LiveConfiguration>();
  const listedIds = new Set<string>();
  let listing: Promise<LiveConfiguration[]> | undefined;
  let sinceMs = -Infinity;
  return {
    async list(isFresh) {
      if (isFresh || listing === undefined || now() - sinceMs > listHoldsMs) {
        sinceMs = now();
        listing = configurations.list();
        // After a failure the next caller lists again.
        listing.catch(() => (listing = undefined));
      }
      const listed = await listing;
      for (const { id } of listed) listedIds.add(id);
      return [...new Map([...created, ...listed.map((each) => [each.id, each] as const)]).values()];
    },
    add: (configuration) => void created.set(configuration.id, configuration),
    newFromNow() {
      const before = new Set(listedIds);
      return (id) => !before.has(id) && !created.has(id);
    },
  };
}
