import { expect } from "chai";
import type { EmulatorOptions, Fault } from "intune-graph-emulator";
import { SettingsError } from "../../provider/dist/graph/settingText.js";
import { IncompleteError } from "../../provider/dist/handlers/handlers.js";
import { failureOf } from "./failureOf.ts";
import { openBench, type HandlerBench } from "./handlerBench.ts";
import { profileInBase64, StackedConfiguration } from "./stackedConfiguration.ts";

const payload = profileInBase64({ name: "Field 2026" });
const renewed = profileInBase64({ name: "Field 2027" });
const collection = /\/iosLobAppProvisioningConfigurations(?:\?|$)/;

/** Each leaves open whether the request took effect. */
const losses: Readonly<Record<string, Fault>> = {
  "a cut connection": { cut: "socket" },
  "half an answer": { cut: "midBody" },
  "a 502": { respond: { status: 502 } },
  "a 504": { respond: { status: 504 } },
  "an answer of something on the way": { respond: { status: 200, body: "<html>Sign in</html>" } },
};

describe("a configuration whose creation gets no answer", () => {
  const open: HandlerBench[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((bench) => bench.close()));
  });
  const start = async (options: EmulatorOptions = {}) => {
    const bench = await openBench(options);
    open.push(bench);
    const stacked = new StackedConfiguration(bench.context);
    const liveIds = (): string[] => bench.emulator.tenant.configurations.map(({ id }) => id);
    return { bench, stacked, liveIds };
  };
  const lose = (bench: HandlerBench, fault: Fault) =>
    bench.emulator.script({ method: "POST", path: collection, ...fault });
  const failSignIn = (bench: HandlerBench) => (): void => {
    bench.failSignIn(new SettingsError("There is no certificate any more."));
  };

  for (const [what, fault] of Object.entries(losses)) {
    it(`is not made twice where it was made (${what})`, async () => {
      const { bench, stacked, liveIds } = await start();
      lose(bench, { ...fault, after: "afterEffect" });
      await stacked.up({ payload });
      expect(liveIds()).to.deep.equal([stacked.id]);
    });
  }

  for (const what of ["a cut connection", "a 502", "a 504"]) {
    it(`is made by a later attempt where it was not made (${what})`, async () => {
      const { bench, stacked, liveIds } = await start();
      lose(bench, { ...losses[what], times: 2 });
      await stacked.up({ payload });
      expect(liveIds()).to.deep.equal([stacked.id]);
    });
  }

  for (const behaviour of [
    { creationLag: { reads: 1 } },
    { creationLag: { reads: 5 } },
    { creationLag: { ms: 30_000 } },
    { payload: "unlisted" },
    { payload: "null" },
    { unexpandedList: "empty" },
  ] as const) {
    it(`is not made twice where Graph shows it late or in part (${JSON.stringify(behaviour)})`, async () => {
      const { bench, stacked, liveIds } = await start({ behaviour });
      lose(bench, { cut: "socket", after: "afterEffect" });
      await stacked.up({ payload });
      expect(liveIds()).to.deep.equal([stacked.id]);
    });
  }

  it("is not taken for one of that name with another profile, nor for one of another name", async () => {
    const { bench, stacked, liveIds } = await start();
    const { tenant } = bench.emulator;
    tenant.addConfiguration({ displayName: "Field Service", payload: renewed });
    tenant.addConfiguration({ displayName: "field service", payload });
    const others = liveIds();
    lose(bench, { cut: "socket", after: "afterEffect" });
    await stacked.up({ payload });
    expect(liveIds()).to.deep.equal([...others, stacked.id]);
  });

  it("is not sent again after a failure that does not pass; the error tells what is not known", async () => {
    const { bench, stacked } = await start();
    const fault = lose(bench, { respond: { status: 500 }, times: 9 });
    const error = await failureOf(stacked.up({ payload }));
    expect(error.message).to.contain("500").and.to.contain("It is not known whether it was made.");
    expect(error.message).to.contain("`adoptId` takes it over");
    expect(fault.hits).to.equal(1);
    expect(stacked.kept).to.equal(undefined);
  });

  it("fails with what is not known when the time for sending again is used up", async () => {
    const { bench, stacked } = await start();
    const fault = lose(bench, { cut: "socket", times: 1000 });
    const error = await failureOf(stacked.up({ payload }));
    expect(error.message).to.contain("Intune shows none yet");
    expect(fault.hits).to.be.within(2, 10);
  });

  it("is none of two that are found since: either may be somebody else's", async () => {
    const { bench, stacked, liveIds } = await start();
    const makeTwo = (): void => {
      const { tenant } = bench.emulator;
      tenant.addConfiguration({ displayName: "Field Service", payload });
      tenant.addConfiguration({ displayName: "Field Service", payload });
    };
    lose(bench, { cut: "socket", run: makeTwo });
    const { message } = await failureOf(stacked.up({ payload }));
    expect(message).to.contain(`Intune shows ${liveIds().join(", ")}.`);
    expect(liveIds()).to.have.lengthOf(2);
    expect(stacked.kept).to.equal(undefined);
  });

  it("names what an attempt has made that shows up after another attempt, and keeps its own", async () => {
    const { bench, stacked, liveIds } = await start();
    const { tenant } = bench.emulator;
    // The first attempt takes effect when the second has been sent.
    lose(bench, { cut: "socket" });
    let lateId = "";
    const makeLate = (): void => {
      ({ id: lateId } = tenant.addConfiguration({ displayName: "Field Service", payload }));
    };
    lose(bench, { after: "afterEffect", run: makeLate });
    const error = await failureOf(stacked.up({ payload }));
    expect(error).to.be.instanceOf(IncompleteError);
    expect(error.message).to.contain(lateId).and.to.contain("delete them in Intune");
    expect(liveIds()).to.have.members([lateId, stacked.id]);
    tenant.removeConfiguration(lateId);
    expect(await stacked.up({ payload })).to.equal("updated");
  });

  it("keeps its own where nobody can tell whether an earlier attempt has made another", async () => {
    const { bench, stacked, liveIds } = await start();
    const forbid = (): void => {
      bench.emulator.script({ path: collection, times: 9, respond: { status: 403 } });
    };
    lose(bench, { cut: "socket" });
    lose(bench, { after: "afterEffect", run: forbid });
    const error = await failureOf(stacked.up({ payload }));
    expect(error).to.be.instanceOf(IncompleteError);
    expect(error.message).to.contain("It was created, but cannot be read back.");
    expect(liveIds()).to.deep.equal([stacked.id]);
  });

  it("keeps what it has made where signing in fails from then on", async () => {
    const { bench, stacked, liveIds } = await start();
    lose(bench, { after: "afterEffect", run: failSignIn(bench) });
    const error = await failureOf(stacked.up({ payload }));
    expect(error).to.be.instanceOf(IncompleteError);
    expect(error.message).to.contain("read back. There is no certificate any more.");
    expect(liveIds()).to.deep.equal([stacked.id]);
  });

  it("says what is not known where signing in fails after the answer got lost", async () => {
    const { bench, stacked } = await start();
    lose(bench, { cut: "socket", after: "afterEffect", run: failSignIn(bench) });
    const error = await failureOf(stacked.up({ payload }));
    expect(error.message).to.contain("It is not known whether it was made.");
    expect(stacked.kept).to.equal(undefined);
  });

  it("by a run that was broken off is found by the next, which makes no other and takes nothing over unasked", async () => {
    const { bench, stacked, liveIds } = await start();
    await stacked.up({ payload });
    const { id } = stacked;
    const next = new StackedConfiguration(bench.context);
    const error = await failureOf(next.up({ payload }));
    expect(error.message).to.contain("Nothing was created.").and.to.contain(`adoptId: "${id}"`);
    // In YAML an alias is a URN.
    expect(error.message).to.contain('`aliases: ["its former URN"]`');
    expect(next.kept).to.equal(undefined);
    expect(liveIds()).to.deep.equal([id]);
    bench.takeRequests();
    expect(await next.up({ payload, adoptId: id.toUpperCase() })).to.equal("created");
    expect(bench.takeRequests()).to.deep.equal([`GET ${id}`]);
    expect(next.id).to.equal(id);
    expect(await next.up({ payload })).to.equal("same");
  });

  it("is made once where two resources of a program declare the same", async () => {
    const { bench, liveIds } = await start();
    const both = [1, 2].map(() => new StackedConfiguration(bench.context).up({ payload }));
    const outcomes = await Promise.allSettled(both);
    expect(outcomes.map(({ status }) => status)).to.have.members(["fulfilled", "rejected"]);
    expect(liveIds()).to.have.length(1);
  });
});

describe("a configuration whose later writes get no answer, or another one", () => {
  let bench: HandlerBench;
  let stacked: StackedConfiguration;
  beforeEach(async () => {
    bench = await openBench();
    stacked = new StackedConfiguration(bench.context);
    await stacked.up({ payload });
    bench.takeRequests();
  });
  afterEach(() => bench.close());

  for (const [what, fault] of Object.entries(losses)) {
    it(`is updated once where the update took effect (${what})`, async () => {
      bench.emulator.script({ method: "PATCH", ...fault, after: "afterEffect" });
      await stacked.up({ payload: renewed });
      expect(bench.takeRequests()).to.deep.equal([
        `GET ${stacked.id}`,
        `PATCH ${stacked.id}`,
        `GET ${stacked.id}`,
      ]);
      expect(stacked.kept?.state).to.deep.include({ version: 2 });
    });
  }

  it("is sent the update again where it took no effect", async () => {
    bench.emulator.script({ method: "PATCH", cut: "socket", times: 2 });
    await stacked.up({ payload: renewed });
    expect(bench.emulator.tenant.configurations[0]?.payload).to.equal(renewed);
  });

  it("keeps its former state where an update fails, so that the next preview shows it again", async () => {
    const { kept } = stacked;
    const fault = bench.emulator.script({ method: "PATCH", respond: { status: 400 }, times: 9 });
    await failureOf(stacked.up({ payload: renewed }));
    expect(stacked.kept).to.equal(kept);
    fault.remove();
    expect(await stacked.up({ payload: renewed })).to.equal("updated");
  });

  it("is deleted also where the answer to that gets lost", async () => {
    bench.emulator.script({ method: "DELETE", cut: "socket", after: "afterEffect" });
    bench.emulator.script({ method: "DELETE", cut: "socket" });
    await stacked.destroy();
    expect(bench.emulator.tenant.configurations).to.deep.equal([]);
  });

  it("says so where Graph accepts a change and shows another, and keeps what is live", async () => {
    const run = (): void => {
      bench.emulator.tenant.updateConfiguration(stacked.id, { description: "cut off" });
    };
    bench.emulator.script({ method: "PATCH", after: "afterEffect", run });
    const error = await failureOf(stacked.up({ payload, description: "cut off here" }));
    expect(error).to.be.instanceOf(IncompleteError);
    expect(error.message).to.contain("other values than were sent: description");
    expect(stacked.kept?.state.description).to.equal("cut off");
  });

  it("fails with its state where Graph accepts a new one and drops what it was sent of it", async () => {
    const other = new StackedConfiguration(bench.context);
    const run = (): void => {
      const made = bench.emulator.tenant.configurations.at(-1);
      bench.emulator.tenant.updateConfiguration(made?.id ?? "", { roleScopeTagIds: ["0"] });
    };
    bench.emulator.script({ method: "POST", path: collection, after: "afterEffect", run });
    const program = { displayName: "Other", payload, roleScopeTagIds: ["7"] };
    const error = await failureOf(other.up(program));
    expect(error).to.be.instanceOf(IncompleteError);
    expect(error.message).to.contain("other values than were sent: roleScopeTagIds");
    expect(await other.up(program)).to.equal("updated");
  });

  it("fails with its state where it was made and does not show up", async () => {
    const late = new StackedConfiguration(bench.context);
    bench.emulator.script({
      method: "GET",
      path: /Configurations\/[^/]+$/,
      times: 1000,
      respond: { status: 403 },
    });
    const error = await failureOf(late.up({ displayName: "Late", payload }));
    expect(error).to.be.instanceOf(IncompleteError);
    expect(error.message).to.contain("It was created, but cannot be read back. Cannot read");
    expect(late.kept?.state.displayName).to.equal("Late");
  });
});
