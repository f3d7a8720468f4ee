import type { LiveEntry } from "../../domain/entry.js";
import type { ConfigurationsApi } from "../../graph/configurationsApi.js";
import type { GraphClock } from "../../graph/clock.js";

export type ListedSets = ReturnType<typeof createListedSets>;

/** The list holds the whole tenant. */
const readsBeforeList = 16;

const listHoldsMs = 5_000;

/** Only confirms a state: Graph may cut off an expansion, as on siblings. If the list fails, sets are read singly. */
export function createListedSets(
  configurations: Pick<ConfigurationsApi, "listAssignments">,
  { now }: GraphClock,
) {
  const open = () => ({
    sets: new Map<string, readonly LiveEntry[]>(),
    written: new Set<string>(),
    pages: configurations.listAssignments()[Symbol.asyncIterator](),
    openedMs: now(),
    asked: 0,
    mayReadPage: true,
  });
  let list = open();
  const readPage = async (of: typeof list): Promise<void> => {
    of.mayReadPage = false;
    const page = await of.pages.next();
    if (page.done === true) return;
    for (const { configurationId, assignments } of page.value)
      if (assignments && !of.written.has(configurationId))
        of.sets.set(configurationId, assignments);
    of.mayReadPage = true;
  };
  return {
    /** Undefined until a page of the list has it. A call may begin to read the next page. */
    find(configurationId: string) {
      if (now() - list.openedMs > listHoldsMs) list = open();
      list.asked += 1;
      const listed = list.sets.get(configurationId);
      if (listed === undefined && list.mayReadPage && list.asked > readsBeforeList)
        readPage(list).catch(() => undefined);
      return listed;
    },
    forget(configurationId: string) {
      list.written.add(configurationId);
      list.sets.delete(configurationId);
    },
  };
}
