// @ts-nocheck
import { expect } from "chai";
import { chooseAll, choosePairwise, listPairs, type Factors } from "./pairwise.ts";
import { worldFactors } from "./worlds.ts";

const few = { colour: ["red", "green"], size: [1, 2, 3], isOpen: [true, false] } as const;

describe("choosePairwise", () => {
  for (const [name, factors] of Object.entries<Factors>({ few, worldFactors })) {
    it(`lets every two values of ${name} meet`, () => {
      const rows = choosePairwise(factors);
      const unmet = listPairs(factors).filter(
        (pair) =>
          !rows.some((row) => pair.every(([factor, at]) => row[factor] === factors[factor]?.[at])),
      );
      expect(unmet).to.deep.equal([]);
    });

    it(`gives each row one value of each of ${name}, and always the same rows`, () => {
      const rows = choosePairwise(factors);
      for (const row of rows) expect(row).to.have.all.keys(Object.keys(factors));
      expect(choosePairwise(factors)).to.deep.equal(rows);
    });
  }

  it("needs no more rows than the two largest factors have pairs, where few factors vary", () => {
    expect(choosePairwise(few)).to.have.length(6);
    expect(chooseAll(few)).to.have.length(12);
  });

  it("needs far fewer rows than the product has", () => {
    expect(choosePairwise(worldFactors).length).to.be.below(40);
  });
});
