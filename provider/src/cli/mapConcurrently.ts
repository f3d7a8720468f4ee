/** Maps items with at most so many at once, in their order. The first failure is thrown, and no further item begun. */
export async function mapConcurrently<Item, Result>(
  items: readonly Item[],
  mostAtOnce: number,
  map: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const remaining = items.entries();
  let hasFailed = false;
  const work = async (): Promise<void> => {
    for (const [index, item] of remaining) {
      if (hasFailed) return;
      results[index] = await map(item);
    }
  };
  const workers = Array.from({ length: Math.min(mostAtOnce, items.length) }, () =>
    work().catch((error: unknown) => {
      hasFailed = true;
      throw error;
    }),
  );
  await Promise.all(workers);
  return results;
}
