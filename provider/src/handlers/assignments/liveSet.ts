import type { Entry, LiveEntry } from "../../domain/entry.js";
import { isOlder } from "../../domain/entry.js";
import type { Snapshot } from "../../graph/graphClient.js";
import { confirmGone, type SearchedTenant } from "../confirmGone.js";
import type { HandlerContext } from "../handlerContext.js";

/** Both collections of a configuration, as Graph has them. */
export type LiveSet = readonly LiveEntry[];

type SetReader = Pick<HandlerContext, "api"> & SearchedTenant;

/** The entries of a live set, without what Graph has around them. */
export function entriesOf(live: LiveSet): Entry[] {
  return live.map(({ entry }) => entry);
}

export function hasOlder(live: LiveSet): boolean {
  return live.some(({ entry }) => isOlder(entry));
}

/**
 * Reads both collections side by side. Either may have to wait for minutes, and the other is old by then.
 *
 * @throws GraphError with `isGone` where the configuration is gone.
 */
export function readLiveSet(
  reader: SetReader,
  id: string,
  readsOlder = true,
): Promise<Snapshot<LiveSet>> {
  const { api, clock } = reader;
  return confirmGone(reader, id, async () => {
    const parts = await Promise.all(
      [api.readAssignments(id), ...(readsOlder ? [api.readGroupAssignments(id)] : [])].map(
        async (reading) => ({ entries: await reading, readAtMs: clock.now() }),
      ),
    );
    return {
      live: parts.flatMap(({ entries }) => entries),
      readAtMs: Math.min(...parts.map(({ readAtMs }) => readAtMs)),
    };
  });
}
