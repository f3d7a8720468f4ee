/** The same for the same seed, so that a failing test repeats. */
export interface SeededRandom {
  readonly next: () => number;
  readonly createGuid: () => string;
  shuffle<Item>(items: readonly Item[]): Item[];
  /** Set to a former value, the same sequence follows again. */
  position: number;
}

/** mulberry32: short, and good enough for tests. */
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
