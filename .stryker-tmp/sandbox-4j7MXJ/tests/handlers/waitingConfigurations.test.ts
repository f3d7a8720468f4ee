// @ts-nocheck
import { expect } from "chai";
import type { Configuration, Fault } from "intune-graph-emulator";
import { failureOf } from "./failureOf.ts";
import { openBench, type HandlerBench } from "./handlerBench.ts";
import { profileInBase64, StackedConfiguration } from "./stackedConfiguration.ts";
import { watchReads, type AwaitRead } from "./watchReads.ts";

const payload = profileInBase64({ name: "Field 2026" });
const displayName = "Field Service";

/** Strikes the last request before the write, or the write itself; `run` is what somebody else does meanwhile. */
interface Wait {
  fault: (last: Pick<Fault, "path">, method: string, run: () => void | Promise<void>) => Fault;
  writesPerWindow?: number;
}

const waits: Record<string, Wait> = {
  "that Graph turns away for a while": {
    fault: (_last, method, run) => ({
      method,
      respond: { status: 429, headers: { "Retry-After": "120" } },
      run,
    }),
  },
  // The write before it has used up the quota.
  "that the quota holds back": {
    fault: (last, _method, run) => ({ ...last, method: "GET", after: "afterEffect", run }),
    writesPerWindow: 1,
  },
};

for (const [why, { fault, ...quota }] of Object.entries(waits)) {
  describe(`a write of a configuration ${why}`, () => {
    let bench: HandlerBench;
    let stacked: StackedConfiguration;
    let nextRead: () => AwaitRead;
    beforeEach(async () => {
      bench = await openBench(quota);
      nextRead = watchReads(bench.context);
      stacked = new StackedConfiguration(bench.context);
      await stacked.up({ displayName, payload, description: "Lorries" });
    });
    afterEach(() => bench.close());

    const meanwhile = (path: string, method: string, run: () => void | Promise<void>): void =>
      void bench.emulator.script(fault({ path }, method, run));
    const live = () => bench.emulator.tenant.configurations.find(({ id }) => id === stacked.id);
    const edit = (changes: object) => (): void =>
      void bench.emulator.tenant.updateConfiguration(stacked.id, changes);

    it("is sent where nobody else has written", async () => {
      meanwhile(stacked.id, "PATCH", () => undefined);
      await stacked.up({ displayName, payload, description: "Vans" });
      expect(live()?.description).to.equal("Vans");
      meanwhile(`${stacked.id}/groupAssignments`, "DELETE", () => undefined);
      await stacked.destroy();
      expect(bench.emulator.tenant.configurations).to.be.empty;
    });

    it("does not overwrite what no preview has shown", async () => {
      meanwhile(stacked.id, "PATCH", edit({ description: "Of the portal" }));
      const { message } = await failureOf(
        stacked.up({ displayName, payload, description: "Vans" }),
      );
      expect(message).to.contain("overwrite what no preview has shown: description");
      expect(live()?.description).to.equal("Of the portal");
    });

    it("leaves alone what the program does not change", async () => {
      meanwhile(stacked.id, "PATCH", edit({ displayName: "Of the portal" }));
      await stacked.up({ displayName, payload, description: "Vans" });
      expect(live()).to.deep.include({ displayName: "Of the portal", description: "Vans" });
    });

    it("does not delete what others have assigned", async () => {
      const { id } = stacked;
      const otherRead = nextRead();
      meanwhile(`${id}/groupAssignments`, "DELETE", async () => {
        await otherRead();
        bench.setLive(id, { assignments: ["group 1"] });
      });
      const { message } = await failureOf(stacked.destroy());
      expect(message).to.contain("it is still assigned").and.to.contain("Nothing was deleted.");
      expect(live()).to.not.equal(undefined);
    });

    it("makes no second one where somebody else has made it", async () => {
      const second = new StackedConfiguration(bench.context);
      const path = "iosLobAppProvisioningConfigurations";
      meanwhile(path, "POST", () => {
        bench.emulator.tenant.addConfiguration({ displayName: "Other", payload });
      });
      const { message } = await failureOf(second.up({ displayName: "Other", payload }));
      expect(message).to.contain("Nothing was created.");
      expect(bench.emulator.tenant.configurations).to.have.length(2);
    });
  });
}

describe("a write of a configuration whose answer got lost", () => {
  let bench: HandlerBench;
  let stacked: StackedConfiguration;
  beforeEach(async () => {
    bench = await openBench();
    stacked = new StackedConfiguration(bench.context);
  });
  afterEach(() => bench.close());

  /** Loses an update; the second look after that finds what has come about meanwhile. */
  async function updateLost(changes: Partial<Configuration>): Promise<void> {
    await stacked.up({ displayName, payload });
    bench.emulator.script({ method: "PATCH", cut: "socket" });
    bench.emulator.script({
      method: "GET",
      path: stacked.id,
      skip: 2,
      run: () => void bench.emulator.tenant.updateConfiguration(stacked.id, changes),
    });
    bench.takeRequests();
    await stacked.up({ displayName, payload, description: "Vans" });
  }

  it("is not sent again over what somebody else has written since", async () => {
    const { message } = await failureOf(updateLost({ description: "Other" }));
    expect(message).to.match(/^Cannot update .* ECONNRESET/);
    expect(bench.emulator.tenant.configurations[0]?.description).to.equal("Other");
  });

  it("is not sent again where it has taken effect after all", async () => {
    await updateLost({ description: "Vans" });
    expect(bench.takeRequests().filter((line) => line.startsWith("PATCH"))).to.have.length(1);
  });

  it("is not said to have changed nothing where the next attempt finds a portal edit", async () => {
    await stacked.up({ displayName, payload });
    const { id } = stacked;
    const { tenant } = bench.emulator;
    bench.emulator.script({ method: "PATCH", cut: "socket" });
    bench.emulator.script({
      method: "PATCH",
      respond: { status: 429, headers: { "Retry-After": "120" } },
      run: () => {
        tenant.updateConfiguration(id, { description: "Of the portal" });
      },
    });
    const changed = stacked.up({ displayName, payload, description: "Vans" });
    const { message } = await failureOf(changed);
    expect(message).to.contain("Cannot update").and.not.to.contain("Nothing was changed");
    expect(tenant.configurations[0]?.description).to.equal("Of the portal");
  });

  it("does not delete what others have assigned since", async () => {
    await stacked.up({ displayName, payload });
    const { id } = stacked;
    bench.emulator.script({
      method: "DELETE",
      cut: "socket",
      run: () => {
        bench.setLive(id, { assignments: ["group 1"] });
      },
    });
    expect((await failureOf(stacked.destroy())).message).to.contain("it is still assigned");
    expect(bench.emulator.tenant.configurations).to.have.length(1);
  });

  it("is taken for made where it turns up while the next attempt waits", async () => {
    const path = "iosLobAppProvisioningConfigurations";
    bench.emulator.script({ method: "POST", path, cut: "socket" });
    bench.emulator.script({
      method: "POST",
      path,
      respond: { status: 429, headers: { "Retry-After": "120" } },
      run: () => {
        const [first] = bench.sentBodies() as Configuration[];
        bench.emulator.tenant.addConfiguration(first);
      },
    });
    await stacked.up({ displayName, payload });
    expect(bench.emulator.tenant.configurations.map(({ id }) => id)).to.deep.equal([stacked.id]);
  });

  it("says what is not known where the next attempt is refused", async () => {
    const path = "iosLobAppProvisioningConfigurations";
    bench.emulator.script({ method: "POST", path, cut: "socket" });
    bench.emulator.script({ method: "POST", path, respond: { status: 403 } });
    const { message } = await failureOf(stacked.up({ displayName, payload }));
    expect(message).to.contain("It is not known whether it was made.");
  });
});
