import type { LiveConfiguration } from "../../domain/configuration.js";
import type { ConfigurationsApi } from "../../graph/configurationsApi.js";
import type { GraphClock } from "../../graph/openGraph.js";

/** The tenant's configurations, with which a new one is compared: creations of one run share one list. */
export interface TwinIndex {
  list: () => Promise<readonly LiveConfiguration[]>;
  /** A list that begins now, as after a lost response. */
  listAgain: () => Promise<readonly LiveConfiguration[]>;
  /** What this run has created is in every later list. */
  add: (created: LiveConfiguration) => void;
  /** Returns whether a configuration made from now on can have an id: none that a list had, or that this run has created. */
  newFromNow: () => (id: string) => boolean;
}

/** How long a list holds, in milliseconds from its beginning. */
const listHoldsMs = 10_000;

export function createTwinIndex(
  configurations: Pick<ConfigurationsApi, "list">,
  { now }: Pick<GraphClock, "now">,
): TwinIndex {
  const created = new Map<string, LiveConfiguration>();
  const listedIds = new Set<string>();
  let listing: Promise<LiveConfiguration[]> | undefined;
  let sinceMs = -Infinity;
  const withCreated = (listed: LiveConfiguration[]): LiveConfiguration[] => [
    ...new Map([...created, ...listed.map((each) => [each.id, each] as const)]).values(),
  ];
  const listAgain = async (): Promise<LiveConfiguration[]> => {
    sinceMs = now();
    listing = configurations.list();
    // Whoever asks next after a failure lists again.
    listing.catch(() => (listing = undefined));
    for (const { id } of await listing) listedIds.add(id);
    return withCreated(await listing);
  };
  return {
    listAgain,
    list: async () =>
      listing === undefined || now() - sinceMs > listHoldsMs
        ? listAgain()
        : withCreated(await listing),
    add: (configuration) => void created.set(configuration.id, configuration),
    newFromNow() {
      const before = new Set(listedIds);
      return (id) => !before.has(id) && !created.has(id);
    },
  };
}
