import { expect } from "chai";
import type { Configuration, Fault } from "intune-graph-emulator";
import type { ConfigurationInputs } from "../../provider/dist/domain/configuration.js";
import { failureOf, incompleteOf } from "./failureOf.ts";
import { openBench, useBenchEach, type HandlerBench } from "./handlerBench.ts";
import { profileInBase64, StackedConfiguration } from "./stackedConfiguration.ts";

const dayMs = 24 * 60 * 60 * 1000;
const expiresIn = (days: number): Date => new Date(Date.now() + days * dayMs);
const payload = profileInBase64({ name: "Field 2026", expires: expiresIn(100) });
const renewed = profileInBase64({ name: "Field 2027", expires: expiresIn(400) });
const program = { displayName: "Field Service", payload, roleScopeTagIds: ["1"] };

describe("an update of a configuration", () => {
  let bench: HandlerBench;
  let stacked: StackedConfiguration;
  beforeEach(async () => {
    bench = await openBench();
    stacked = new StackedConfiguration(bench.context);
    await stacked.up(program);
    bench.takeRequests();
  });
  afterEach(() => bench.close());

  const live = (): Configuration => bench.emulator.tenant.configurations[0] ?? expect.fail("Gone.");
  const script = (fault: Fault): void => void bench.emulator.script(fault);

  /** Graph accepts the update, and its answer shows it, but of these properties it stores none. */
  const drop = (names: readonly (keyof Configuration)[], respond: Pick<Fault, "respond"> = {}) => {
    const former = live();
    const kept = Object.fromEntries(names.map((name) => [name, former[name]]));
    const run = (): void => void bench.emulator.tenant.updateConfiguration(stacked.id, kept);
    script({ method: "PATCH", after: "afterEffect", run, ...respond });
  };

  it("reads back what it has sent, by one request", async () => {
    await stacked.up({ ...program, description: "Vans" });
    expect(bench.takeRequests()).to.deep.equal([
      `GET ${stacked.id}`,
      `PATCH ${stacked.id}`,
      `GET ${stacked.id}`,
    ]);
  });

  const changes: readonly (readonly [keyof Configuration, Partial<ConfigurationInputs>])[] = [
    ["displayName", { displayName: "Field" }],
    ["description", { description: "Vans" }],
    ["payload", { payload: renewed }],
    ["payloadFileName", { payloadFileName: "other.mobileprovision" }],
    ["expirationDateTime", { payload: renewed }],
    ["roleScopeTagIds", { roleScopeTagIds: ["1", "2"] }],
  ];
  for (const [name, change] of changes) {
    it(`fails where ${name} is accepted and not stored, names it, and shows it in the next preview`, async () => {
      drop([name]);
      const { message } = await incompleteOf(stacked.up({ ...program, ...change }));
      expect(message).to.contain(`but shows other values than were sent: ${name}. Run`);
      bench.takeRequests();
      expect(await stacked.up({ ...program, ...change })).to.equal("updated");
      const [body] = bench.emulator.requests.flatMap(({ method, body: sent }) =>
        method === "PATCH" ? [sent as object] : [],
      );
      expect(Object.keys(body ?? {})).to.deep.equal(["@odata.type", name]);
      expect(await stacked.up({ ...program, ...change })).to.equal("same");
    });
  }

  it("names every property that is not stored, and records the others", async () => {
    drop(["description", "payload"]);
    const next = { ...program, displayName: "Field", description: "Vans", payload: renewed };
    const { message } = await incompleteOf(stacked.up(next));
    expect(message).to.contain("other values than were sent: description, payload. Run");
    expect(stacked.kept?.state).to.deep.include({ displayName: "Field", description: null });
    expect(stacked.kept?.state.profile?.name).to.equal("Field 2026");
  });

  it("says what to do where Intune takes no new profile in place, and only then", async () => {
    const advice = "Set `replaceOnRenewal: true` and run `pulumi up`";
    drop(["payload"]);
    const renewal = await failureOf(stacked.up({ ...program, payload: renewed }));
    expect(renewal.message).to.contain(advice);
    expect(renewal.message).to.match(
      /The new profile was not stored: the old one, "Field 2026" \(UUID [\w-]+\), still stands and ends at 20/,
    );
    drop(["description"]);
    const other = { ...program, payload: renewed, description: "Vans" };
    expect((await failureOf(stacked.up(other))).message).not.to.contain(advice);
  });

  const answers: Readonly<Record<string, Fault>> = {
    "a 204": { respond: { status: 204 } },
    "no entity": { respond: { status: 200, body: {} } },
    "another entity": { respond: { status: 200, body: { id: "x", description: "Other" } } },
  };
  for (const [what, answer] of Object.entries(answers)) {
    it(`succeeds where it is stored and answered by ${what}`, async () => {
      script({ method: "PATCH", after: "afterEffect", ...answer });
      await stacked.up({ ...program, description: "Vans" });
      expect(bench.takeRequests()).to.have.length(3);
      expect(stacked.kept?.state).to.deep.include({ description: "Vans", version: 2 });
    });

    it(`fails where it is not stored and answered by ${what}`, async () => {
      drop(["description"], answer);
      const { message } = await incompleteOf(stacked.up({ ...program, description: "Vans" }));
      expect(message).to.contain("other values than were sent: description");
    });
  }

  /** What is read after the update is as it was before, so many times. */
  const lag = (times: number): void => {
    const path = new RegExp(`${stacked.id}$`);
    script({ method: "GET", path, skip: 1, times, respond: { status: 200, body: live() } });
  };

  it("waits for what Graph shows late", async () => {
    lag(8);
    await stacked.up({ ...program, payload: renewed });
    expect(stacked.kept?.state.profile?.name).to.equal("Field 2027");
  });

  it("waits for at most a minute", async () => {
    const { now } = bench.context.clock;
    const startMs = now();
    lag(Infinity);
    await incompleteOf(stacked.up({ ...program, description: "Vans" }));
    expect(now() - startMs).to.be.within(50_000, 60_000);
  });

  it("that cannot be read back fails, and can be made again", async () => {
    const { kept } = stacked;
    script({ method: "GET", skip: 1, respond: { status: 403 } });
    const { message } = await failureOf(stacked.up({ ...program, description: "Vans" }));
    expect(message).to.contain("Cannot read").and.to.contain("403");
    expect(stacked.kept).to.equal(kept);
    expect(await stacked.up({ ...program, description: "Vans" })).to.equal("updated");
    expect(live().description).to.equal("Vans");
  });
});

describe("an update of a configuration whose payload Graph returns nowhere", () => {
  const bench = useBenchEach({ behaviour: { payload: "null" } });

  it("believes the payload, which it cannot judge, and nothing else", async () => {
    const stacked = new StackedConfiguration(bench().context);
    await stacked.up(program);
    bench().takeRequests();
    await stacked.up({ ...program, payload: renewed });
    expect(bench().takeRequests()).to.have.length(3);
    const run = (): void =>
      void bench().emulator.tenant.updateConfiguration(stacked.id, { description: null });
    bench().emulator.script({ method: "PATCH", after: "afterEffect", run });
    const { message } = await failureOf(stacked.up({ ...program, description: "Vans", payload }));
    expect(message).to.contain("other values than were sent: description. Run");
  });

  it("sends the payload again after a lost answer: no read shows whether it arrived", async () => {
    const stacked = new StackedConfiguration(bench().context);
    await stacked.up(program);
    bench().emulator.script({ method: "PATCH", cut: "socket" });
    await stacked.up({ ...program, payload: renewed });
    expect(bench().emulator.tenant.configurations[0]?.payload).to.equal(renewed);
  });
});
