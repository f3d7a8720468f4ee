/** A source of ids and shuffles that is the same for the same seed, so that a failing test repeats. */
export interface SeededRandom {
  /** A number in [0, 1). */
  readonly next: () => number;
  /** A GUID of version 4. */
  readonly createGuid: () => string;
  /** The same items in another order. */
  shuffle<Item>(items: readonly Item[]): Item[];
  /** Where the sequence is: set it to what it was, and the same follows again. */
  position: number;
}

/** Starts a sequence (mulberry32, which is short and good enough for tests). */
export function createSeededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const pick = (digits: string) => digits.charAt(Math.floor(next() * digits.length));
  return {
    get position() {
      return state;
    },
    set position(position) {
      state = position >>> 0;
    },
    next,
    createGuid: () =>
      "xxxxxxxx-xxxx-4xxx-vxxx-xxxxxxxxxxxx".replace(/[xv]/gu, (place) =>
        pick(place === "x" ? "0123456789abcdef" : "89ab"),
      ),
    shuffle: (items) =>
      items
        .map((item) => ({ item, rank: next() }))
        .sort((left, right) => left.rank - right.rank)
        .map(({ item }) => item),
  };
}
