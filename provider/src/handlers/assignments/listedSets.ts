import type { LiveEntry } from "../../domain/entry.js";
import type { AssignmentsApi } from "../../graph/assignmentsApi.js";
import type { GraphClock } from "../../graph/clock.js";

/** For refreshing many sets. A list only confirms a state: on siblings an expansion may be cut off. */
export interface ListedSets {
  find: (configurationId: string) => readonly LiveEntry[] | undefined;
  forget: (configurationId: string) => void;
}

/** The list holds the whole tenant, so a few sets are read singly. */
const readsBeforeList = 16;

const listHoldsMs = 5_000;

export function createListedSets(api: AssignmentsApi, { now }: GraphClock): ListedSets {
  let list = openList(api);
  let openedMs = now();
  return {
    find(configurationId) {
      if (now() - openedMs > listHoldsMs) {
        list = openList(api);
        openedMs = now();
      }
      return list.find(configurationId);
    },
    forget(configurationId) {
      list.forget(configurationId);
    },
  };
}

/** Reads a page only while sets are missing. Nobody waits for it; if it fails, sets are read singly. */
function openList(api: AssignmentsApi): ListedSets {
  const sets = new Map<string, readonly LiveEntry[]>();
  const written = new Set<string>();
  const pages = api.listAssignments()[Symbol.asyncIterator]();
  let asked = 0;
  let mayReadPage = true;
  const readPage = async (): Promise<void> => {
    mayReadPage = false;
    const page = await pages.next();
    if (page.done === true) return;
    for (const { configurationId, assignments } of page.value)
      if (assignments && !written.has(configurationId)) sets.set(configurationId, assignments);
    mayReadPage = true;
  };
  return {
    find(configurationId) {
      asked += 1;
      const listed = sets.get(configurationId);
      if (listed === undefined && mayReadPage && asked > readsBeforeList)
        readPage().catch(() => undefined);
      return listed;
    },
    forget(configurationId) {
      written.add(configurationId);
      sets.delete(configurationId);
    },
  };
}
