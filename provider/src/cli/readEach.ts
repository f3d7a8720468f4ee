/** Enough to keep an answer's wait filled; the client's rate limiter keeps to the quota. */
const mostReadsAtOnce = 16;

/** Reads something of each item, several at once, in their order. After the first failure none is begun. */
export async function readEach<Item, Found>(
  items: readonly Item[],
  read: (item: Item) => Promise<Found>,
): Promise<Found[]> {
  // It is an ES module, which CommonJS takes in this way alone.
  const { default: pMap } = await import("p-map");
  return pMap(items, read, { concurrency: mostReadsAtOnce });
}
