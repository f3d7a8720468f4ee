import { expect } from "chai";
import fc from "fast-check";
import type { Assignment } from "../../provider/dist/domain/assignment.js";
import {
  assignmentKey,
  equalEntries,
  intersectEntries,
  subtractEntries,
} from "../../provider/dist/domain/entrySet.js";
import { sameSetTwice, someAssignment } from "./arbitraries.ts";

const someSet = fc.array(someAssignment, { maxLength: 8 });

describe("subtractEntries, intersectEntries and equalEntries", () => {
  const minus = (from: readonly Assignment[], without: readonly Assignment[]): Assignment[] =>
    subtractEntries(from, without, assignmentKey);
  const equal = (a: readonly Assignment[], b: readonly Assignment[]): boolean =>
    equalEntries(a, b, assignmentKey);

  it("finds no difference between a set and itself, in whatever order and spelling", () => {
    fc.assert(
      fc.property(sameSetTwice, ([set, other]) => {
        expect(minus(set, other)).to.deep.equal([]);
        expect(equal(set, other)).to.be.true;
      }),
    );
  });

  it("splits a set into what the other holds and what it does not", () => {
    fc.assert(
      fc.property(someSet, someSet, (a, b) => {
        const keysOfB = b.map(assignmentKey);
        expect(minus(a, b)).to.deep.equal(a.filter((e) => !keysOfB.includes(assignmentKey(e))));
        expect(intersectEntries(a, b, assignmentKey)).to.deep.equal(minus(a, minus(a, b)));
        expect(minus(minus(a, b), b)).to.deep.equal(minus(a, b));
        expect(equal([...minus(a, b), ...b], [...a, ...b])).to.be.true;
      }),
    );
  });

  it("holds sets equal just when neither has what the other lacks", () => {
    fc.assert(
      fc.property(someSet, someSet, (a, b) => {
        expect(equal(a, b)).to.equal(minus(a, b).length === 0 && minus(b, a).length === 0);
        expect(equal(a, b)).to.equal(equal(b, a));
        expect(equal(a, [])).to.equal(a.length === 0);
      }),
    );
  });
});
