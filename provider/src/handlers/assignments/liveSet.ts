import type { Entry, LiveEntry } from "../../domain/entry.js";
import type { Snapshot } from "../../graph/graphClient.js";
import { confirmGone, type SearchedTenant } from "../confirmGone.js";
import type { HandlerContext } from "../handlerContext.js";

/** The entries of a live set, without what Graph has around them. */
export function entriesOf(live: readonly LiveEntry[]): Entry[] {
  return live.map(({ entry }) => entry);
}

/**
 * Reads both collections side by side. Either may have to wait for minutes, and the other is old by then.
 *
 * @throws GraphError with `isGone` where the configuration is gone.
 */
export function readLiveSet(
  reader: Pick<HandlerContext, "api" | "clock"> & SearchedTenant,
  id: string,
  readsOlder = true,
): Promise<Snapshot<readonly LiveEntry[]>> {
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
