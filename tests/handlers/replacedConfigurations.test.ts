import { expect } from "chai";
import { failureOf } from "./failureOf.ts";
import { useBenchEach } from "./handlerBench.ts";
import { openRun, rawConfiguration, rawSet, type Held } from "./hostedRun.ts";

describe("configurations that a run takes over or replaces", () => {
  const bench = useBenchEach();
  const make = async (name: string, displayName = "Field", more: object = {}): Promise<Held> =>
    (
      await openRun(bench()).declareConfiguration(name, rawConfiguration(displayName, more))
    ).write();
  const isLive = ({ id }: Held): boolean =>
    bench().emulator.tenant.configurations.some((live) => live.id === id);

  for (const [what, changes] of [
    ["is unchanged", {}],
    ["is updated in this run", { description: "new" }],
  ] as const)
    it(`a delete leaves what another has that ${what}, and whose id the state spells in upper case`, async () => {
      const one = await make("one");
      const two = await make("two", "Field", { adoptId: one.id });
      const run = openRun(bench());
      const imported = { ...two, id: two.id.toUpperCase() };
      const raw = rawConfiguration("Field", { adoptId: one.id, ...changes });
      await (await run.declareConfiguration("two", raw, imported)).write();
      await run.deleteConfiguration(one);
      expect(isLive(one)).to.equal(true);
    });

  it("a delete with deleteAssigned does not take along entries that a set of the run declares", async () => {
    const one = await make("one", "Field", { deleteAssigned: true });
    const set = await (
      await openRun(bench()).declareSet("set", rawSet(one.id, { assignments: ["group 1"] }))
    ).write();
    const run = openRun(bench());
    await (await run.declareSet("set", rawSet(one.id, { assignments: ["group 1"] }), set)).write();
    await run.deleteConfiguration(one).catch(() => undefined);
    expect(isLive(one)).to.equal(true);
    expect(bench().liveOf(one.id).assignments).to.deep.equal(["group 1"]);
  });

  it("a delete waits for the set that moves to another configuration in this run", async () => {
    const one = await make("one");
    const two = await make("two", "Field 2");
    const set = await (
      await openRun(bench()).declareSet("set", rawSet(one.id, { assignments: ["group 1"] }))
    ).write();
    const run = openRun(bench());
    await (await run.declareSet("set", rawSet(two.id, { assignments: ["group 1"] }), set)).write();
    // The set goes just after the delete has read it.
    bench().emulator.script({
      ...{ method: "GET", path: `${one.id}/assignments`, after: "afterEffect" },
      run: () => run.deleteSet(set),
    });
    await run.deleteConfiguration(one);
    expect(isLive(one)).to.equal(false);
    expect(bench().liveOf(two.id).assignments).to.deep.equal(["group 1"]);
  });

  it("a replacement that is not as declared records nothing, so that the program can take its adoptId back", async () => {
    const one = await make("one");
    const theirs = await make("theirs", "Theirs");
    const run = openRun(bench());
    const raw = rawConfiguration("Field", { adoptId: theirs.id });
    const { replaces, write } = await run.declareConfiguration("one", raw, one);
    expect(replaces).to.deep.equal(["adoptId"]);
    const error = await failureOf(write());
    expect(error.message).to.match(
      /in place of .*displayName, payload.*keeps the one that it has/s,
    );
    expect(error).not.to.have.property("id");
    await failureOf(run.deleteConfiguration(one));
    const back = await openRun(bench()).declareConfiguration("one", rawConfiguration("Field"), one);
    expect(await back.write()).to.equal(one);
  });

  it("a delete fails where a resource that means it has another by mistake, and is not written", async () => {
    const one = await make("one");
    const theirs = await make("theirs", "Theirs");
    // As an earlier release recorded it: taken over in place of the own one, which is pending deletion, and not seen yet.
    const raw = rawConfiguration("Field", { adoptId: theirs.id });
    const taken = await openRun(bench()).declareConfiguration("one", raw);
    const { id, properties } = (await failureOf(taken.write())) as Error & {
      id: string;
      properties: object;
    };
    const run = openRun(bench());
    const back = await run.declareConfiguration("one", rawConfiguration("Field"), {
      id,
      inputs: raw,
      state: properties,
    });
    await failureOf(back.write());
    await failureOf(run.deleteConfiguration(one));
    expect(isLive(one)).to.equal(true);
  });
});
