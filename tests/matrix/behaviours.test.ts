import { expect } from "chai";
import { openBench } from "../handlers/handlerBench.ts";
import { live } from "./life.ts";
import { chooseAll, choosePairwise } from "./pairwise.ts";
import { describeVariant, unfilteredVariants, variants, type Variant } from "./variants.ts";
import { defaultWorld, describeWorld, optionsOf, worldFactors, type World } from "./worlds.ts";

const { assign, absentCollection, emptyCollection, groupAssignments, olderBefore } = worldFactors;

/** What acts directly on what becomes of the two collections: the full product. */
const interacting: readonly World[] = chooseAll({
  assign,
  absentCollection,
  emptyCollection,
  groupAssignments,
  olderBefore,
})
  // A collection that mirrors another holds nothing of its own.
  .filter((world) => world.groupAssignments === "apart" || world.olderBefore === "none")
  .map((chosen) => ({ ...defaultWorld, ...chosen }));

/** Each value by itself among the default ones. */
const changed: readonly World[] = Object.entries(worldFactors).flatMap(([name, [, ...values]]) =>
  values.map((value) => ({ ...defaultWorld, [name]: value })),
);

/** Long enough for every lag there is; where nothing comes it is waited for in vain. */
const readBackMs = 3_000;

/** Worlds that the groups below have in common are lived in once. */
const lived = new Set<string>();

/** Everything that goes wrong in a world. */
async function tryAll(world: World, programs: readonly Variant[]): Promise<string[]> {
  const bench = await openBench(optionsOf(world), readBackMs);
  try {
    const wrong: string[] = [];
    for (const variant of programs) {
      const life = `${describeWorld(world)}: ${describeVariant(variant)}`;
      if (lived.has(life)) continue;
      lived.add(life);
      for (const { name, problems } of await live(bench, world, variant))
        wrong.push(
          ...problems.map((problem) => `${describeVariant(variant)}: ${name}: ${problem}`),
        );
    }
    return wrong;
  } finally {
    await bench.close();
  }
}

const groups: readonly (readonly [string, readonly World[], readonly Variant[]])[] = [
  ["worlds that differ in one thing", changed, variants],
  ["worlds that differ in what becomes of the collections", interacting, unfilteredVariants],
  ["worlds in which every two behaviours meet", choosePairwise(worldFactors), variants],
];

describe("a resource becomes what is declared, or an error names what differs, in", () => {
  for (const [group, worlds, programs] of groups) {
    describe(group, () => {
      for (const world of worlds) {
        it(describeWorld(world), async () => {
          expect(await tryAll(world, programs)).to.deep.equal([]);
        });
      }
    });
  }
});
