import type { Entry, LiveEntry } from "../../domain/entry.js";
import type { Snapshot } from "../../graph/graphClient.js";
import { confirmGone, type SearchedTenant } from "../confirmGone.js";
import type { HandlerContext } from "../handlerContext.js";

export function entriesOf(live: readonly LiveEntry[]): Entry[] {
  return live.map(({ entry }) => entry);
}

/**
 * In parallel: one may wait for minutes, which would make the other old.
 * @throws GraphError with `isGone`.
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
