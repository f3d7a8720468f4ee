import { expect } from "chai";
import { failureOf } from "./failureOf.ts";
import { useBench } from "./handlerBench.ts";
import { profileInBase64, StackedConfiguration } from "./stackedConfiguration.ts";

const payload = profileInBase64({ name: "Field 2026" });

describe("a configuration that is taken over", () => {
  const bench = useBench();

  it("is not overwritten before a refresh has let a preview show it", async () => {
    const { id } = bench().emulator.tenant.addConfiguration({
      displayName: "Old name",
      payload: profileInBase64({ name: "Field 2027" }),
      payloadFileName: "field.mobileprovision",
    });
    const stacked = new StackedConfiguration(bench().context);
    bench().takeRequests();
    const error = await failureOf(stacked.up({ payload, adoptId: id }));
    expect(error.message).to.match(/is not as the program declares it: displayName, .*payload/);
    expect(bench().takeRequests()).to.deep.equal([`GET ${id}`]);
    const refused = await failureOf(stacked.up({ payload, adoptId: id }));
    expect(refused.message).to.match(/taken over.*Nothing was changed\. Run `pulumi refresh`/);
    expect(bench().takeRequests()).to.deep.equal([]);
    await stacked.refresh();
    expect(stacked.kept?.state.displayName).to.equal("Old name");
    expect(await stacked.up({ payload, adoptId: id })).to.equal("updated");
    expect(bench().emulator.tenant.configurations[0]).to.deep.include({ id, payload });
  });

  it("is not deleted either before that: the id may have been a mistake", async () => {
    const { id } = bench().emulator.tenant.addConfiguration({ displayName: "Somebody else's" });
    const stacked = new StackedConfiguration(bench().context);
    await failureOf(stacked.up({ payload, adoptId: id }));
    const isLive = (): boolean =>
      bench().emulator.tenant.configurations.some((live) => live.id === id);
    const { kept } = stacked;
    await stacked.destroy();
    expect(isLive()).to.equal(true);
    stacked.kept = kept;
    await stacked.refresh();
    await stacked.destroy();
    expect(isLive()).to.equal(false);
  });

  it("is not recorded when the answer is about another", async () => {
    const { tenant } = bench().emulator;
    const asked = tenant.addConfiguration({ displayName: "Asked for" });
    const other = tenant.addConfiguration({ displayName: "Answered" });
    const body = { value: { id: other.id, displayName: "Answered" } };
    bench().emulator.script({ method: "GET", path: asked.id, respond: { status: 200, body } });
    const stacked = new StackedConfiguration(bench().context);
    const error = await failureOf(stacked.up({ payload, adoptId: asked.id }));
    expect(error.message).to.contain(`is about ${other.id}, which was not asked for`);
    expect(stacked.kept).to.equal(undefined);
  });

  it("must be there", async () => {
    const stacked = new StackedConfiguration(bench().context);
    const adoptId = "deadbeef-0000-4000-8000-000000000000";
    const error = await failureOf(stacked.up({ payload, adoptId }));
    expect(error.message).to.contain("404 ResourceNotFound").and.to.contain(adoptId);
    expect(stacked.kept).to.equal(undefined);
  });
});
