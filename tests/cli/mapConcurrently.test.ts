import { expect } from "chai";
import fc from "fast-check";
import { mapConcurrently } from "../../provider/dist/cli/mapConcurrently.js";

describe("mapConcurrently", () => {
  it("maps every item once, in their order, with at most so many at once", async () => {
    const given = fc.tuple(fc.array(fc.integer()), fc.integer({ min: 1, max: 9 }), fc.scheduler());
    await fc.assert(
      fc.asyncProperty(given, async ([items, most, scheduler]) => {
        let running = 0;
        let mostSeen = 0;
        const mapped = mapConcurrently(items, most, async (item) => {
          running += 1;
          mostSeen = Math.max(mostSeen, running);
          await scheduler.schedule(Promise.resolve());
          running -= 1;
          return item * 2;
        });
        await scheduler.waitFor(mapped);
        expect(await mapped).to.deep.equal(items.map((item) => item * 2));
        expect(mostSeen).to.equal(Math.min(most, items.length));
      }),
    );
  });

  it("throws the first failure, and begins nothing after it", async () => {
    const begun: number[] = [];
    const mapped = mapConcurrently([1, 2, 3, 4, 5, 6], 2, (item) => {
      begun.push(item);
      return item === 2 ? Promise.reject(new Error("two")) : Promise.resolve(item);
    });
    const failure = await mapped.then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).to.be.instanceOf(Error).with.property("message", "two");
    expect(begun.length).to.be.below(6);
  });
});
