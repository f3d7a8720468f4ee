import type { AssignmentsApi } from "../../graph/assignmentsApi.js";
import type { GraphClock } from "../../graph/openGraph.js";
import type { LiveEntry } from "../../domain/entry.js";

/**
 * Sets as a list of all configurations has them, for a refresh of many: one request tells of hundreds. A list can't be
 * relied on as a set itself can (on siblings it comes without what hangs from its items, and an expansion may be cut
 * off), so it may confirm a state, and serves nothing else.
 */
export interface ListedSets {
  /** The set as listed; undefined where it is to be asked for on its own. Who asks for many sets off the list. */
  find: (configurationId: string) => readonly LiveEntry[] | undefined;
  /** To be called after a write or a delete: what was listed before no longer holds. */
  forget: (configurationId: string) => void;
}

/** So many sets are asked for on their own before a list is: it tells of all that the tenant has. */
const readsBeforeList = 16;

/** How long a list holds, in milliseconds from its beginning: what has changed since is not seen. */
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

/**
 * Asks for a page at a time, each because a set was asked for that no page has had: of a tenant with far more
 * configurations than the stack only some pages are read. Nobody waits for a page, and nobody hears of one that fails:
 * each set is asked for on its own until a page has it.
 */
function openList(api: AssignmentsApi): ListedSets {
  const sets = new Map<string, readonly LiveEntry[]>();
  const written = new Set<string>();
  const pages = api.listAssignments()[Symbol.asyncIterator]();
  let asked = 0;
  let mayAskForPage = true;
  const readPage = async (): Promise<void> => {
    mayAskForPage = false;
    const page = await pages.next();
    if (page.done === true) return;
    for (const { configurationId, assignments } of page.value)
      if (assignments && !written.has(configurationId)) sets.set(configurationId, assignments);
    mayAskForPage = true;
  };
  return {
    find(configurationId) {
      asked += 1;
      const listed = sets.get(configurationId);
      if (listed === undefined && mayAskForPage && asked > readsBeforeList)
        readPage().catch(() => undefined);
      return listed;
    },
    forget(configurationId) {
      written.add(configurationId);
      sets.delete(configurationId);
    },
  };
}
