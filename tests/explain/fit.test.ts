import { expect } from "chai";
import fc from "fast-check";
import {
  countAll,
  decideVerdict,
  isRemoval,
  sectionKeys,
  type Explanation,
  type Line,
} from "../../provider/dist/explain/explanation.js";
import { fit } from "../../provider/dist/explain/fit.js";
import { forms } from "../../provider/dist/explain/forms.js";
import { explain } from "./explainText.ts";
import { allUsers, group, groupId, setStep, type RawStep } from "./previews.ts";

function fitIn(
  explanation: Explanation,
  format: keyof typeof forms,
  maxBytes?: number,
  whole = "elsewhere",
) {
  const render = (one: Explanation): string => forms[format](one, whole);
  const fitted = fit(explanation, render, maxBytes);
  return { text: render(fitted), fitted, hiddenRemovals: decideVerdict(fitted).removalsNotShown };
}

/** So many sets, of which each gains a group; and one of a hundred loses two. */
function changesOf(count: number): RawStep[] {
  return Array.from({ length: count }, (_, index) => {
    const lost = index % 100 === 0 ? [group(2 * count), allUsers] : [];
    const before = { id: index, entries: [group(0), ...lost] };
    const after = { id: index, entries: [group(0), group(index + 1)] };
    return setStep("update", `app ${String(index).padStart(4, "0")}`, { before, after });
  });
}

const limits = { "a comment of GitHub": 65_536, "a job's summary": 1_048_576 };

describe("an explanation within a number of bytes", () => {
  for (const count of [5, 500, 5_000]) {
    const explanation = explain(changesOf(count));
    for (const [place, bytes] of Object.entries(limits))
      for (const format of ["text", "markdown", "json"] as const)
        it(`lists every removal of ${count} changes in ${format} for ${place}`, () => {
          const { text, fitted, hiddenRemovals } = fitIn(explanation, format, bytes);
          expect(Buffer.byteLength(text)).to.be.at.most(bytes);
          expect(hiddenRemovals).to.equal(0);
          const removals = 2 * Math.ceil(count / 100);
          expect(decideVerdict(explanation).removals).to.equal(removals);
          expect(text.split(groupId(2 * count)).length - 1).to.equal(removals / 2);
          const gains = fitted.sections.find(({ key }) => key === "gains");
          const { lines = [], hidden = [] } = gains ?? {};
          expect(lines.length + hidden.length).to.equal(count);
          if (hidden.length > 0 && format !== "json")
            expect(text).to.contain(`and ${hidden.length} sets gain 1 group each`);
          expect(text).to.contain(format === "json" ? `"count":` : `gained: ${count}`);
          // As much is listed as there is room for.
          if (hidden.length > 0) expect(Buffer.byteLength(text)).to.be.above(bytes - 500);
        });
  }

  it("says where all of it is, and how it would be shown", () => {
    const explanation = explain(changesOf(500));
    const whole = "https://ci.example.com/1?a=b#c";
    expect(fitIn(explanation, "markdown", 5_000, whole).text).to.contain(`The whole: <${whole}>`);
    expect(fitIn(explanation, "text", 5_000).text).to.contain("The whole: elsewhere");
    expect(fitIn(explanation, "text").text).not.to.contain("The whole");
  });

  it("says loudly how many removals have no room", () => {
    const gone = Array.from({ length: 5_000 }, (_, id) =>
      setStep("delete", `app ${id}`, { before: { id, entries: [group(id)] } }),
    );
    const explanation = explain(gone);
    for (const format of ["text", "markdown", "json"] as const) {
      const { text, hiddenRemovals } = fitIn(explanation, format, 65_536);
      const shown = gone.filter((_, id) => text.includes(groupId(id))).length;
      expect(shown).to.be.above(400);
      expect(hiddenRemovals).to.equal(5_000 - shown);
      const words = `${5_000 - shown} of 5000 removals are NOT listed here`;
      expect(text).to.contain(format === "json" ? `"removalsNotShown":${5_000 - shown}` : words);
    }
  });

  it("is refused where the counts alone have no room", () => {
    expect(() => fitIn(explain(changesOf(5)), "text", 20)).to.throw("no room for the counts alone");
  });

  it("lists a long set of one profile by parts", () => {
    const entries = Array.from({ length: 400 }, (_, n) => group(n));
    const explanation = explain([setStep("delete", "app", { before: { entries } })]);
    const { text, hiddenRemovals } = fitIn(explanation, "markdown", 8_000);
    expect(hiddenRemovals).to.be.within(1, 399);
    expect(text).to.contain(`${hiddenRemovals} of 400 removals are NOT listed here`);
  });
});

const someName = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom("a\nb", "::error::", "*x*"),
);

const someLine: fc.Arbitrary<Line> = fc.record({
  name: someName,
  who: fc.array(
    fc.oneof(
      fc.integer({ min: 0, max: 99 }).map((n) => ({ kind: "group" as const, id: groupId(n) })),
      fc.constantFrom({ kind: "allUsers" as const }, { kind: "secret" as const, note: "secret" }),
    ),
    { maxLength: 70 },
  ),
});

const someExplanation: fc.Arbitrary<Explanation> = fc
  .tuple(...sectionKeys.map(() => fc.array(someLine, { maxLength: 6 })))
  .map((lists) => ({
    formatVersion: 1,
    kind: "preview",
    stack: "production",
    doubts: [],
    sections: sectionKeys.map((key, index) => {
      const lines = lists[index] ?? [];
      return { key, count: countAll(lines), lines, hidden: [] };
    }),
  }));

describe("an explanation of anything, within any number of bytes", () => {
  for (const format of ["text", "markdown", "json"] as const)
    it(`lists every removal in ${format}, or says how many are missing`, () => {
      fc.assert(
        fc.property(someExplanation, fc.integer({ min: 1, max: 20_000 }), (explanation, bytes) => {
          let shown: ReturnType<typeof fitIn>;
          try {
            shown = fitIn(explanation, format, bytes);
          } catch (error) {
            expect(String(error)).to.contain("Nothing was written");
            return;
          }
          const { text, fitted, hiddenRemovals } = shown;
          expect(Buffer.byteLength(text)).to.be.at.most(bytes);
          for (const { key, lines, hidden } of fitted.sections) {
            const all = explanation.sections.find((one) => one.key === key)?.lines ?? [];
            expect(countAll(lines) + countAll(hidden)).to.equal(countAll(all));
          }
          if (hiddenRemovals > 0) {
            const removals = decideVerdict(explanation).removals;
            const said =
              format === "json"
                ? `"removalsNotShown":${hiddenRemovals}`
                : `${hiddenRemovals} of ${removals} removals are NOT listed here`;
            expect(text).to.contain(said);
            // Nothing else takes the room of a removal.
            for (const { lines } of fitted.sections.filter((one) => !isRemoval(one)))
              expect(lines).to.deep.equal([]);
          }
        }),
        { numRuns: 60 },
      );
    });
});
