import { expect } from "chai";
import { failureOf } from "./failureOf.ts";
import { useBenchEach } from "./handlerBench.ts";
import { openRun, rawConfiguration, rawSet, type Held, type HostedRun } from "./hostedRun.ts";

const notWritten = /Cannot delete .*"two".*Nothing was removed.*aliases/s;
const missingId = "deadbeef-0000-4000-8000-000000000000";

describe("where another configuration of the same run is declared,", () => {
  const bench = useBenchEach();

  /** A configuration that an earlier run has made, or taken over. */
  const make = async (displayName = "Field", more: object = {}): Promise<Held> =>
    (
      await openRun(bench()).declareConfiguration("one", rawConfiguration(displayName, more))
    ).write();
  const isLive = ({ id }: Held): boolean =>
    bench().emulator.tenant.configurations.some((live) => live.id === id);
  const declareTwo = async (
    run: HostedRun,
    raw: object,
    held?: Held,
  ): Promise<() => Promise<Held>> => (await run.declareConfiguration("two", raw, held)).write;

  it("a delete leaves what the other has taken over, and says so in a line", async () => {
    const one = await make();
    const run = openRun(bench());
    await (
      await declareTwo(run, rawConfiguration("Field", { adoptId: one.id.toUpperCase() }))
    )();
    await run.deleteConfiguration(one);
    expect(isLive(one)).to.equal(true);
    expect(run.said).to.have.length(1);
    expect(run.said[0]).to.match(/^Kept iosLobAppProvisioningConfiguration .*"two"/);
  });

  it("a delete leaves what the other has from an earlier run", async () => {
    const one = await make();
    const two = await make("Field", { adoptId: one.id });
    const run = openRun(bench());
    await (
      await declareTwo(run, rawConfiguration("Field", { adoptId: one.id }), two)
    )();
    await run.deleteConfiguration(one);
    expect(isLive(one)).to.equal(true);
  });

  it("a delete fails, and nothing goes, where the other has it from an earlier run and was not reached", async () => {
    const one = await make();
    const two = await make("Field", { adoptId: one.id });
    const run = openRun(bench());
    await declareTwo(run, rawConfiguration("Field", { adoptId: one.id, description: "New" }), two);
    expect((await failureOf(run.deleteConfiguration(one))).message).to.match(notWritten);
    expect(isLive(one)).to.equal(true);
  });

  it("a delete fails, and nothing goes, where the other could not take it over", async () => {
    const one = await make();
    const run = openRun(bench());
    const write = await declareTwo(run, rawConfiguration("Field", { adoptId: one.id }));
    bench().emulator.script({ method: "GET", path: one.id, respond: { status: 403 } });
    await failureOf(write());
    expect((await failureOf(run.deleteConfiguration(one))).message).to.match(notWritten);
    expect(isLive(one)).to.equal(true);
  });

  it("a delete fails, and nothing goes, where the other was refused as its twin", async () => {
    const one = await make();
    bench().setLive(one.id, { assignments: ["group 1"] });
    const set = await (
      await openRun(bench()).declareSet("one", rawSet(one.id, { assignments: ["group 1"] }))
    ).write();
    const run = openRun(bench());
    const write = await declareTwo(run, rawConfiguration("Field"));
    expect((await failureOf(write())).message).to.contain(one.id);
    // The set of the other depends on it, and the engine does not even check it.
    expect((await failureOf(run.deleteSet(set))).message).to.match(notWritten);
    expect((await failureOf(run.deleteConfiguration(one))).message).to.match(notWritten);
    expect(isLive(one)).to.equal(true);
    expect(bench().liveOf(one.id).assignments).to.deep.equal(["group 1"]);
  });

  it("a delete fails where the other, of its name and with a renewed profile, was not reached", async () => {
    const one = await make();
    const run = openRun(bench());
    await declareTwo(run, { ...rawConfiguration("Renewed"), displayName: "Field" });
    expect((await failureOf(run.deleteConfiguration(one))).message).to.match(notWritten);
    expect(isLive(one)).to.equal(true);
  });

  it("a delete fails where the other, of its profile and with a new name, was not reached", async () => {
    const one = await make();
    const run = openRun(bench());
    await declareTwo(run, { ...rawConfiguration("Field"), displayName: "Field in vans" });
    expect((await failureOf(run.deleteConfiguration(one))).message).to.match(notWritten);
    expect(isLive(one)).to.equal(true);
  });

  it("a delete goes through where the one that failed is another app's", async () => {
    const one = await make();
    const run = openRun(bench());
    await declareTwo(run, rawConfiguration("Another"));
    await run.deleteConfiguration(one);
    expect(isLive(one)).to.equal(false);
  });

  it("a chain of renames keeps every profile", async () => {
    const one = await make("Field");
    const two = await make("Sales");
    const run = openRun(bench());
    const third = await run.declareConfiguration(
      "three",
      rawConfiguration("Sales", { adoptId: two.id }),
    );
    const second = await run.declareConfiguration(
      "two",
      rawConfiguration("Field", { adoptId: one.id }),
      two,
    );
    expect(second.replaces).to.deep.equal(["adoptId"]);
    await Promise.all([second.write(), third.write()]);
    await Promise.all([run.deleteConfiguration(one), run.deleteConfiguration(two)]);
    expect([isLive(one), isLive(two)]).to.deep.equal([true, true]);
  });

  it("a mistyped adoptId deletes nothing: the new one is looked at first", async () => {
    const one = await make();
    const run = openRun(bench());
    const raw = rawConfiguration("Field", { adoptId: missingId });
    const { replaces, write } = await run.declareConfiguration("one", raw, one);
    expect(replaces).to.deep.equal(["adoptId"]);
    await failureOf(write());
    expect((await failureOf(run.deleteConfiguration(one))).message).to.match(/its write failed/);
    expect(isLive(one)).to.equal(true);
  });

  it("another adoptId takes over first, and the former one goes after that", async () => {
    const one = await make();
    const other = await make("Sales");
    const run = openRun(bench());
    const raw = rawConfiguration("Sales", { adoptId: other.id });
    await (await run.declareConfiguration("one", raw, one)).write();
    await run.deleteConfiguration(one);
    expect([isLive(one), isLive(other)]).to.deep.equal([false, true]);
  });
});
