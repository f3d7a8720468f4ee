/** One part of a fleet, as in `2/8`: the second of eight. */
export interface Shard {
  index: number;
  count: number;
}

/** Undefined where the text is no part. */
export function parseShard(text: string): Shard | undefined {
  const [, index, count] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  return shard.index <= shard.count ? shard : undefined;
}

/** Every tenant is in exactly one part; parts differ by one tenant at most. */
export function pickShard<T>(all: readonly T[], { index, count }: Shard): T[] {
  return all.filter((_, position) => position % count === index - 1);
}
