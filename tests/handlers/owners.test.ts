import { expect } from "chai";
import { failureOf } from "./failureOf.ts";
import { useBenchEach } from "./handlerBench.ts";
import { openRun, rawConfiguration, rawSet, type Held } from "./hostedRun.ts";

describe("one owner", () => {
  const bench = useBenchEach();

  const make = async (displayName = "Field"): Promise<Held> =>
    (await openRun(bench()).declareConfiguration("one", rawConfiguration(displayName))).write();

  it("of a set: two in authoritative mode are refused in the preview, by the name of the other", async () => {
    const id = bench().addConfiguration();
    const run = openRun(bench());
    await run.declareSet("one", rawSet(id, { assignments: ["group 1"] }));
    const { problems } = await run.declareSet(
      "two",
      rawSet(id.toUpperCase(), { assignments: ["group 1"] }),
    );
    expect(problems).to.have.length(1);
    expect(problems[0]).to.match(/^configurationId has its assignments in .*"one".*additive/);
  });

  it("of a set: additive beside authoritative is warned of once, and two additive ones are not", async () => {
    const id = bench().addConfiguration();
    const run = openRun(bench());
    const additive = rawSet(id, { assignments: ["group 2"], mode: "additive" });
    await run.declareSet("one", rawSet(id, { assignments: ["group 1"] }));
    for (const name of ["two", "two", "three"]) {
      const { problems } = await run.declareSet(name, additive);
      expect(problems).to.deep.equal([]);
    }
    expect(run.said.filter((line) => /^Warning: .*additive/.test(line))).to.have.length(1);
    const others = openRun(bench());
    await others.declareSet("one", additive);
    await others.declareSet("two", additive);
    expect(others.said).to.deep.equal([]);
  });

  it("of a configuration: two that take over the same are refused", async () => {
    const adoptId = bench().addConfiguration();
    const run = openRun(bench());
    await run.declareConfiguration("one", rawConfiguration("Field", { adoptId }));
    const raw = rawConfiguration("Sales", { adoptId: adoptId.toUpperCase() });
    const { problems } = await run.declareConfiguration("two", raw);
    expect(problems).to.have.length(1);
    expect(problems[0]).to.match(/^adoptId belongs to .*"one"/);
  });

  it("of a configuration: one that takes over what the state has for another is refused", async () => {
    const one = await make();
    const run = openRun(bench());
    await run.declareConfiguration("one", rawConfiguration("Field"), one);
    const raw = rawConfiguration("Sales", { adoptId: one.id });
    expect((await run.declareConfiguration("two", raw)).problems[0]).to.match(/"one"/);
  });

  it("of a configuration: it is refused too where the other is compared later", async () => {
    const one = await make();
    const run = openRun(bench());
    await run.declareConfiguration("two", rawConfiguration("Sales", { adoptId: one.id }));
    const later = run.declareConfiguration("one", rawConfiguration("Field"), one);
    expect((await failureOf(later)).message).to.match(/belongs to .*"two"/);
  });

  it("lets two resources swap what they take over", async () => {
    const [one, two] = [await make("Field"), await make("Sales")];
    const run = openRun(bench());
    const first = await run.declareConfiguration(
      "one",
      rawConfiguration("Sales", { adoptId: two.id }),
      one,
    );
    const second = await run.declareConfiguration(
      "two",
      rawConfiguration("Field", { adoptId: one.id }),
      two,
    );
    expect([first.problems, second.problems]).to.deep.equal([[], []]);
    await Promise.all([first.write(), second.write()]);
    await Promise.all([run.deleteConfiguration(one), run.deleteConfiguration(two)]);
    expect(bench().emulator.tenant.configurations).to.have.length(2);
  });
});
