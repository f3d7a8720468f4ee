import { expect } from "chai";
import { failureOf } from "./failureOf.ts";
import { useBench } from "./handlerBench.ts";
import { openRun, rawSet, type Held, type HostedRun } from "./hostedRun.ts";
import type { Program } from "./stackedSet.ts";

const program: Program = { assignments: ["group 1", "group 2"], older: [6, 7] };
const notWritten = /Cannot delete the assignments of .*"two".*Nothing was removed.*aliases/s;

describe("where another set of the same run is declared for the configuration,", () => {
  const bench = useBench();

  /** A set that an earlier run has made. */
  const make = async (id: string, content = program): Promise<Held> =>
    (await openRun(bench()).declareSet("one", rawSet(id, content))).write();
  const refuseWrites = (id: string): void => {
    bench().emulator.script({ method: "POST", path: id, respond: { status: 403 } });
  };
  const declareTwo = async (
    run: HostedRun,
    id: string,
    content = program,
    held?: Held,
  ): Promise<() => Promise<Held>> => (await run.declareSet("two", rawSet(id, content), held)).write;

  it("a delete leaves what the other has written, and says so in a line", async () => {
    const id = bench().addConfiguration();
    const one = await make(id);
    const run = openRun(bench());
    await (
      await declareTwo(run, id)
    )();
    await run.deleteSet(one);
    expect(bench().liveOf(id)).to.deep.equal({
      assignments: ["group 1", "group 2"],
      older: [6, 7],
    });
    expect(run.said).to.have.length(1);
    expect(run.said[0]).to.match(/^Kept assignments of .*"two"/);
  });

  it("a delete takes away the rest of what was its own", async () => {
    const id = bench().addConfiguration();
    const one = await make(id);
    const run = openRun(bench());
    const write = await declareTwo(run, id, {
      assignments: ["group 2"],
      older: [7],
      mode: "additive",
    });
    await write();
    await run.deleteSet(one);
    expect(bench().liveOf(id)).to.deep.equal({ assignments: ["group 2"], older: [7] });
  });

  it("a delete takes away all of its own where the other is of another configuration", async () => {
    const id = bench().addConfiguration();
    const one = await make(id);
    const run = openRun(bench());
    await (
      await declareTwo(run, bench().addConfiguration())
    )();
    await run.deleteSet(one);
    expect(bench().liveOf(id)).to.deep.equal({ assignments: [], older: [] });
    expect(run.said).to.deep.equal([]);
  });

  for (const spell of [(id: string) => id, (id: string) => id.toUpperCase()])
    it(`a delete leaves what the other has from an earlier run (${spell("id")})`, async () => {
      const id = bench().addConfiguration();
      const [one, two] = [await make(id), await make(id)];
      const run = openRun(bench());
      await (
        await declareTwo(run, spell(id), program, two)
      )();
      await run.deleteSet({ ...one, state: { ...one.state, configurationId: spell(id) } });
      expect(bench().liveOf(id).assignments).to.deep.equal(["group 1", "group 2"]);
    });

  it("a delete fails, and nothing goes, where the other's write has failed", async () => {
    const id = bench().addConfiguration();
    const one = await make(id);
    const run = openRun(bench());
    const write = await declareTwo(run, id, {
      assignments: ["group 2", "group 3"],
      mode: "additive",
    });
    refuseWrites(id);
    await failureOf(write());
    expect((await failureOf(run.deleteSet(one))).message).to.match(notWritten);
    expect(bench().liveOf(id)).to.deep.equal({
      assignments: ["group 1", "group 2"],
      older: [6, 7],
    });
  });

  it("a delete fails, and nothing goes, where the other was not reached", async () => {
    const id = bench().addConfiguration();
    const one = await make(id);
    const run = openRun(bench());
    await declareTwo(run, id, { assignments: [], older: [7], mode: "additive" });
    expect((await failureOf(run.deleteSet(one))).message).to.match(notWritten);
    expect(bench().liveOf(id).older).to.deep.equal([6, 7]);
  });

  const left: Program = { assignments: ["group 1"], mode: "additive" };
  const other: Program = { assignments: ["group 2"], older: [6, 7], mode: "additive" };

  for (const order of ["the other first", "the other last", "both at once"])
    it(`an entry that moves to the other, both additive, stays: ${order}`, async () => {
      const id = bench().addConfiguration();
      const one = await make(id, { ...program, mode: "additive" });
      const run = openRun(bench());
      const { write: update } = await run.declareSet("one", rawSet(id, left), one);
      const create = await declareTwo(run, id, other);
      if (order === "both at once") await Promise.all([create(), update()]);
      else
        for (const write of order === "the other first" ? [create, update] : [update, create])
          await write();
      expect(bench().liveOf(id)).to.deep.equal({
        assignments: ["group 1", "group 2"],
        older: [6, 7],
      });
    });

  for (const isFirst of [true, false])
    it(`an entry that moves to the other stays where the other's write fails (${isFirst ? "before" : "after"})`, async () => {
      const id = bench().addConfiguration();
      const one = await make(id, { ...program, mode: "additive" });
      const run = openRun(bench());
      const { write: update } = await run.declareSet("one", rawSet(id, left), one);
      const create = await declareTwo(run, id, { ...other, assignments: ["group 2", "group 3"] });
      const failCreate = async (): Promise<void> => {
        refuseWrites(id);
        await failureOf(create());
      };
      if (isFirst) {
        await failCreate();
        expect((await failureOf(update())).message).to.match(/Cannot assign .*"two"/s);
      } else {
        await update();
        await failCreate();
      }
      expect(bench().liveOf(id).assignments).to.include("group 2");
    });

  it("an entry that both declare hinders no update where the other's write has failed", async () => {
    const id = bench().addConfiguration();
    const one = await make(id, { assignments: ["group 1"], mode: "additive" });
    const run = openRun(bench());
    const both: Program = { assignments: ["group 1", "group 2"], mode: "additive" };
    const { write: update } = await run.declareSet("one", rawSet(id, both), one);
    const create = await declareTwo(run, id, {
      assignments: ["group 1", "group 3"],
      mode: "additive",
    });
    refuseWrites(id);
    await failureOf(create());
    await update();
    expect(bench().liveOf(id).assignments).to.deep.equal(["group 1", "group 2"]);
  });

  it("an authoritative update does not take an entry from an additive set beside it", async () => {
    const id = bench().addConfiguration();
    const one = await make(id, { assignments: ["group 1", "group 2"] });
    const run = openRun(bench());
    await (
      await declareTwo(run, id, { assignments: ["group 2"], mode: "additive" })
    )();
    const { write } = await run.declareSet("one", rawSet(id, { assignments: ["group 1"] }), one);
    await write();
    expect(bench().liveOf(id).assignments).to.deep.equal(["group 1", "group 2"]);
  });

  it("two sets that swap their configurations end as declared, and nothing declared goes", async () => {
    const [a, b] = [bench().addConfiguration(), bench().addConfiguration()];
    const [ofA, ofB]: Program[] = [{ assignments: ["group 1"] }, { assignments: ["group 2"] }];
    if (!ofA || !ofB) throw new Error("Two programs");
    const one = await make(a, ofA);
    const two = await make(b, ofB);
    const run = openRun(bench());
    const newOne = await run.declareSet("one", rawSet(b, ofA), one);
    const newTwo = await run.declareSet("two", rawSet(a, ofB), two);
    expect([newOne.replaces, newTwo.replaces]).to.deep.equal([
      ["configurationId"],
      ["configurationId"],
    ]);
    await Promise.all([newOne.write(), newTwo.write()]);
    await Promise.all([run.deleteSet(one), run.deleteSet(two)]);
    expect(bench().liveOf(a).assignments).to.deep.equal(["group 2"]);
    expect(bench().liveOf(b).assignments).to.deep.equal(["group 1"]);
  });

  it("a new set takes away the older entries that the set before it leaves there", async () => {
    const [id, other] = [bench().addConfiguration(), bench().addConfiguration()];
    const one = await make(id);
    const run = openRun(bench());
    const moved = await run.declareSet("one", rawSet(other, program), one);
    const write = await declareTwo(run, id, { assignments: ["group 3"] });
    await moved.write();
    await write();
    expect(bench().liveOf(id)).to.deep.equal({ assignments: ["group 3"], older: [] });
  });

  it("a new set takes away what another leaves that the engine compares only meanwhile", async () => {
    const [id, other] = [bench().addConfiguration(), bench().addConfiguration()];
    const content: Program = { assignments: ["group 1"] };
    const one = await make(id, content);
    const run = openRun(bench());
    const write = await declareTwo(run, id, { assignments: ["group 3"] });
    const compare = async (): Promise<void> => {
      await run.declareSet("one", rawSet(other, content), one);
    };
    bench().emulator.script({ method: "GET", path: id, run: compare });
    await write();
    expect(bench().liveOf(id).assignments).to.deep.equal(["group 3"]);
  });

  it("a refused write does not blame entries that the other declares", async () => {
    const id = bench().addConfiguration();
    const one = await make(id, { assignments: ["group 1"], mode: "additive" });
    const run = openRun(bench());
    await run.declareSet("one", rawSet(id, { assignments: ["group 1"], mode: "additive" }), one);
    const write = await declareTwo(run, id, { assignments: ["group 3"], mode: "additive" });
    const body = { error: { code: "BadRequest", message: "No." } };
    bench().emulator.script({ method: "POST", path: id, respond: { status: 400, body } });
    const { message } = await failureOf(write());
    expect(message).to.contain("BadRequest").and.not.to.contain("what others have assigned");
  });

  it("a set that moves to another configuration is not emptied before it is written there", async () => {
    const [from, to] = [bench().addConfiguration(), bench().addConfiguration()];
    const one = await make(from);
    const run = openRun(bench());
    const moved = await run.declareSet("one", rawSet(to, program), one);
    // As an engine that deletes before it replaces.
    expect((await failureOf(run.deleteSet(one))).message).to.match(/was not written/);
    await moved.write();
    await run.deleteSet(one);
    expect(bench().liveOf(from).assignments).to.deep.equal([]);
    expect(bench().liveOf(to).assignments).to.deep.equal(["group 1", "group 2"]);
  });
});
