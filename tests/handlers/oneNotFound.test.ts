import { expect } from "chai";
import type { Fault } from "intune-graph-emulator";
import { assignmentsHandlers } from "./recordedHandlers.ts";
import { configurationHandlers } from "../../provider/dist/handlers/configuration/configurationHandlers.js";
import { failureOf } from "./failureOf.ts";
import { openBench, useBench, type HandlerBench } from "./handlerBench.ts";
import { readBoth } from "./runSteps.ts";
import { ScriptedFaults } from "./scriptedFaults.ts";
import { profileInBase64, StackedConfiguration } from "./stackedConfiguration.ts";
import { recordedWords, StackedSet } from "./stackedSet.ts";

const notFound: Fault = { respond: { status: 404 } };
const payload = profileInBase64({ name: "Field 2026" });
const renewed = profileInBase64({ name: "Field 2027" });

describe("one 404 does not prove that a configuration is gone:", () => {
  const bench = useBench();
  const faults = new ScriptedFaults(() => bench().emulator);

  describe("of a set,", () => {
    let set: StackedSet;
    beforeEach(() => {
      set = new StackedSet(bench(), bench().addConfiguration());
    });
    const live = () => bench().liveOf(set.id);

    /** Each request that a write sends, as part of its path, and how many like it come before. */
    const requests: readonly (readonly [what: string, fault: Fault])[] = [
      ["the read of the assignments", { method: "GET", path: "/assignments" }],
      ["the read of the older collection", { method: "GET", path: "/groupAssignments" }],
      ["the write", { method: "POST", path: "/assign" }],
      ["the read-back", { method: "GET", path: "/assignments", skip: 1 }],
    ];
    for (const [what, fault] of requests) {
      it(`a create goes on after a 404 to ${what}`, async () => {
        faults.script({ ...fault, ...notFound });
        await set.up({ assignments: ["group 1"], older: [5] });
        expect(live()).to.deep.equal({ assignments: ["group 1"], older: [5] });
      });

      it(`an update goes on after a 404 to ${what}`, async () => {
        await set.up({ assignments: ["group 1"], older: [5] });
        faults.script({ ...fault, ...notFound });
        await set.up({ assignments: ["group 2"], older: [6] });
        expect(live()).to.deep.equal({ assignments: ["group 2"], older: [6] });
      });

      it(`a delete takes what is ours away after a 404 to ${what}`, async () => {
        await set.up({ assignments: ["group 1"], older: [5] });
        faults.script({ ...fault, ...notFound });
        await set.destroy();
        expect(live()).to.deep.equal({ assignments: [], older: [] });
      });
    }

    for (const path of ["/assignments", "/groupAssignments"]) {
      it(`a refresh keeps it in the state after a 404 to its ${path.slice(1)}`, async () => {
        await set.up({ assignments: ["group 1"], older: [5] });
        faults.script({ method: "GET", path, ...notFound });
        await set.refresh();
        expect(set.state && recordedWords(set.state)).to.deep.include({
          assignments: ["group 1"],
          older: [5],
        });
      });
    }

    it("get shows it", async () => {
      bench().setLive(set.id, { assignments: ["group 1"] });
      faults.script({ method: "GET", path: "/assignments", ...notFound });
      const { state } = await assignmentsHandlers.get(bench().context, set.id);
      expect(recordedWords(state).assignments).to.deep.equal(["group 1"]);
    });

    it("a write is not sent again over what somebody has written meanwhile", async () => {
      const run = (): void => {
        bench().setLive(set.id, { assignments: ["group 8"] });
      };
      faults.script({ method: "POST", path: "/assign", run, ...notFound });
      const { message } = await failureOf(set.up({ assignments: ["group 1"] }));
      expect(message).to.contain("Nothing was changed.");
      expect(live().assignments).to.deep.equal(["group 8"]);
    });

    it("a create of what this process has just made waits, though nothing shows it for long", async () => {
      const made = new StackedConfiguration(bench().context);
      await made.up({ displayName: "Just made", payload });
      set = new StackedSet(bench(), made.id);
      hideAll(made.id);
      await set.up({ assignments: ["group 1"] });
      expect(live().assignments).to.deep.equal(["group 1"]);
    });

    it("a create of what somebody else has made does not wait so long", async () => {
      hideAll(set.id);
      const { message } = await failureOf(set.up({ assignments: ["group 1"] }));
      expect(message).to.contain("404 ResourceNotFound").and.to.contain("it is gone");
    });

    /** For some 13 s nothing shows the configuration. */
    function hideAll(id: string): void {
      faults.script({ method: "GET", path: `${id}/assignments`, ...notFound });
      faults.script({ method: "GET", path: new RegExp(`${id}$`), times: 6, ...notFound });
      const respond = { status: 200, body: { value: [] } };
      faults.script({ path: /Configurations(\?|$)/, method: "GET", times: 8, respond });
    }
  });

  describe("of a configuration,", () => {
    let stacked: StackedConfiguration;
    let displayName: string;
    let names = 0;
    beforeEach(async () => {
      displayName = `Field Service ${(names += 1)}`;
      stacked = new StackedConfiguration(bench().context);
      await stacked.up({ displayName, payload });
    });
    const live = () => bench().emulator.tenant.configurations.find(({ id }) => id === stacked.id);
    const script = (fault: Fault): void => {
      faults.script({ ...fault, path: new RegExp(`${stacked.id}(/|$)`), ...notFound });
    };

    it("a refresh keeps it in the state", async () => {
      script({ method: "GET" });
      await stacked.refresh();
      expect(stacked.kept?.state.displayName).to.equal(displayName);
    });

    it("get shows it", async () => {
      script({ method: "GET" });
      const state = await configurationHandlers.get(bench().context, stacked.id);
      expect(state.displayName).to.equal(displayName);
    });

    it("a create takes it over", async () => {
      const other = new StackedConfiguration(bench().context);
      script({ method: "GET" });
      await other.up({ displayName, payload, adoptId: stacked.id });
      expect(other.id).to.equal(stacked.id);
    });

    it("a create makes no second one of that name", async () => {
      script({ method: "GET" });
      const second = new StackedConfiguration(bench().context);
      const { message } = await failureOf(second.up({ displayName, payload }));
      expect(message).to.contain("Nothing was created.").and.to.contain(stacked.id);
    });

    const updates: Readonly<Record<string, Fault>> = {
      "the read before it": { method: "GET" },
      "the update itself": { method: "PATCH" },
      "the read-back": { method: "GET", skip: 1 },
    };
    for (const [what, fault] of Object.entries(updates)) {
      it(`an update goes on after a 404 to ${what}`, async () => {
        script(fault);
        await stacked.up({ displayName, payload: renewed });
        expect(live()?.payload).to.equal(renewed);
        expect(stacked.kept?.state.version).to.equal(2);
      });
    }

    it("an update is not sent again over what somebody has written meanwhile", async () => {
      const run = (): void => {
        bench().emulator.tenant.updateConfiguration(stacked.id, { description: "Of the portal" });
      };
      script({ method: "PATCH", run });
      const { message } = await failureOf(
        stacked.up({ displayName, payload, description: "Vans" }),
      );
      expect(message).to.contain("would overwrite").and.to.contain("description");
      expect(live()?.description).to.equal("Of the portal");
    });

    for (const method of ["GET", "DELETE"]) {
      it(`a delete goes on after a 404 to its ${method}`, async () => {
        const { id } = stacked;
        script({ method });
        await stacked.destroy();
        expect(bench().emulator.tenant.configurations.map((each) => each.id)).not.to.include(id);
      });
    }

    it("a delete does not go on over what somebody has assigned meanwhile", async () => {
      const run = (): void => {
        bench().setLive(stacked.id, { assignments: ["group 8"] });
      };
      script({ method: "DELETE", run });
      expect((await failureOf(stacked.destroy())).message).to.contain("it is still assigned");
      expect(live()).not.to.equal(undefined);
    });
  });
});

describe("a configuration of which Graph says two things", () => {
  let bench: HandlerBench;
  let set: StackedSet;
  let stacked: StackedConfiguration;
  beforeEach(async () => {
    bench = await openBench();
    stacked = new StackedConfiguration(bench.context);
    await stacked.up({ payload });
    set = new StackedSet(bench, stacked.id);
    await set.up({ assignments: ["group 1"] });
  });
  afterEach(() => bench.close());

  /** 404 to its own address and all below, for ever; the list has it. */
  const hide = (): void => {
    const path = new RegExp(`${stacked.id}(/|$)`);
    bench.emulator.script({ path, times: Infinity, ...notFound });
  };
  const failing: Readonly<Record<string, () => Promise<unknown>>> = {
    "refresh of the set": () => set.refresh(),
    "refresh of the configuration": () => stacked.refresh(),
    "delete of the set": () => set.destroy(),
    "delete of the configuration": () => stacked.destroy(),
    "update of the configuration": () => stacked.up({ payload: renewed }),
    "create of a namesake": () => new StackedConfiguration(bench.context).up({ payload }),
  };
  for (const [what, run] of Object.entries(failing)) {
    it(`fails a ${what}, names both, and drops nothing`, async () => {
      const { now } = bench.context.clock;
      hide();
      const startMs = now();
      const { message } = await failureOf(run());
      expect(message)
        .to.contain("404 ResourceNotFound")
        .and.to.contain("but the list of all has it");
      expect(message).to.contain("Run the command again").and.not.to.contain("Check the id");
      expect(now() - startMs).to.be.within(60_000, 70_000);
      expect(set.state).not.to.equal(undefined);
      expect(stacked.kept).not.to.equal(undefined);
      expect(bench.emulator.tenant.configurations).to.have.length(1);
      expect(bench.liveOf(set.id).assignments).to.deep.equal(["group 1"]);
    });
  }

  it("is not gone where only its set answers 404 for ever", async () => {
    bench.emulator.script({ path: "/assignments", times: Infinity, ...notFound });
    const { message } = await failureOf(set.refresh());
    expect(message).to.contain("Cannot read the assignments of");
    expect(message).to.contain("but the configuration itself can be read");
    expect(set.state).not.to.equal(undefined);
  });

  it("is gone once the list, which may be late, says so too", async () => {
    const [configuration] = bench.emulator.tenant.configurations;
    await set.destroy();
    await stacked.destroy();
    const respond = { status: 200, body: { value: [configuration] } };
    bench.emulator.script({ path: /Configurations$/, method: "GET", times: 3, respond });
    await stacked.up({ payload });
    expect(bench.emulator.tenant.configurations.map(({ id }) => id)).to.deep.equal([stacked.id]);
  });
});

describe("a configuration that is gone", () => {
  let bench: HandlerBench;
  let said: string[];
  beforeEach(async () => {
    bench = await openBench();
    said = [];
    bench.context.print = (line) => said.push(line);
  });
  afterEach(() => bench.close());

  const recordedSet = async (): Promise<StackedSet> => {
    const set = new StackedSet(bench, bench.addConfiguration());
    await set.up({ assignments: ["group 1"] });
    return set;
  };
  const recordedConfiguration = async (): Promise<StackedConfiguration> => {
    const { id } = bench.emulator.tenant.addConfiguration({ displayName: "Old", payload });
    const stacked = new StackedConfiguration(bench.context);
    await failureOf(stacked.up({ displayName: "Old", payload, adoptId: id }));
    await stacked.refresh();
    return stacked;
  };

  for (const verb of ["refresh", "destroy"] as const) {
    for (const [what, open, reads] of [
      ["set", recordedSet, readBoth],
      ["configuration", recordedConfiguration, ["GET", ...readBoth]],
    ] as const) {
      it(`lets a ${verb} of its ${what} end soon, after a few requests and one line`, async () => {
        const resource = await open();
        const { id } = resource;
        bench.emulator.tenant.removeConfiguration(id);
        bench.takeRequests();
        const { now } = bench.context.clock;
        const startMs = now();
        await resource[verb]();
        expect(now() - startMs).to.be.at.most(2_000);
        // The bare list is empty, so that it is asked for expanded too.
        expect(bench.takeRequests().length).to.be.at.most(reads.length + 3 + 2);
        expect(said).to.have.length(1);
        expect(said[0]).to.contain(`iosLobAppProvisioningConfiguration ${id} is gone`);
        expect("kept" in resource ? resource.kept : resource.state).to.equal(undefined);
      });
    }
  }

  it("costs no request where it is there", async () => {
    const set = await recordedSet();
    bench.takeRequests();
    await set.refresh();
    expect(bench.takeRequests()).to.deep.equal(["GET assignments"]);
    expect(said).to.deep.equal([]);
  });

  it("fails an update, which says how it was looked for", async () => {
    const stacked = await recordedConfiguration();
    bench.emulator.tenant.removeConfiguration(stacked.id);
    const { message } = await failureOf(stacked.up({ displayName: "New", payload }));
    expect(message).to.contain("404 ResourceNotFound").and.to.contain("it is gone");
    expect(message).to.contain("run `pulumi refresh`: the next `pulumi up` makes what");
    expect(stacked.kept).not.to.equal(undefined);
  });
});
