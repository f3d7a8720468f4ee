import type { LiveConfiguration } from "../../domain/configuration.js";
import type { ConfigurationsApi } from "../../graph/configurationsApi.js";
import type { GraphClock } from "../../graph/clock.js";

export type SharedList = ReturnType<typeof createSharedList>;

const listHoldsMs = 10_000;

/** How long Graph may list a write late. */
const longestLagMs = 60_000;

/** Shared by creations and look-ups of one run; shows what the run has written. */
export function createSharedList(
  configurations: Pick<ConfigurationsApi, "list">,
  { now }: Pick<GraphClock, "now">,
) {
  const written = new Map<string, { live: LiveConfiguration; atMs: number }>();
  const removedIds = new Set<string>();
  const listedIds = new Set<string>();
  let listing: Promise<LiveConfiguration[]> | undefined;
  let begunMs = -Infinity;
  let begun = 0;
  return {
    /** Not older than `listHoldsMs`, nor than the mark. */
    async read(mark = 0): Promise<readonly LiveConfiguration[]> {
      if (listing === undefined || begun <= mark || now() - begunMs > listHoldsMs) {
        begunMs = now();
        begun += 1;
        const started = configurations.list();
        listing = started;
        // The next caller lists again.
        started.catch(() => (listing = listing === started ? undefined : listing));
      }
      const outdatedMs = begunMs - longestLagMs;
      const listed = await listing;
      for (const { id } of listed) listedIds.add(id);
      const found = new Map(listed.map((each) => [each.id, each]));
      for (const [id, { live, atMs }] of written)
        if (atMs > outdatedMs || !found.has(id)) found.set(id, live);
      for (const id of removedIds) found.delete(id);
      return [...found.values()];
    },
    /** `read(mark)` lists again unless a list has begun since. */
    mark: () => begun,
    add: (live: LiveConfiguration) => void written.set(live.id, { live, atMs: now() }),
    remove: (id: string) => void removedIds.add(id),
    /** Returns whether an id can be of a later creation. */
    newFromNow() {
      const before = new Set(listedIds);
      return (id: string) => !before.has(id) && !written.has(id);
    },
  };
}
