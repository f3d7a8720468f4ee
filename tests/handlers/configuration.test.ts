import { expect } from "chai";
import type { Configuration } from "intune-graph-emulator";
import type { ConfigurationInputs } from "../../provider/dist/domain/configuration.js";
import { configurationHandlers } from "../../provider/dist/handlers/configuration/configurationHandlers.js";
import { createRunRegistry } from "../../provider/dist/hosting/runRegistry.js";
import { failureOf } from "./failureOf.ts";
import { openBench, type HandlerBench } from "./handlerBench.ts";
import {
  checkedConfiguration,
  profileInBase64,
  StackedConfiguration,
} from "./stackedConfiguration.ts";

const first = profileInBase64({ name: "Field 2026" });
const renewed = profileInBase64({ name: "Field 2027" });

describe("a configuration", () => {
  let bench: HandlerBench;
  let stacked: StackedConfiguration;
  let displayName: string;
  let names = 0;
  before(async () => {
    bench = await openBench();
  });
  after(() => bench.close());
  beforeEach(() => {
    displayName = `Field Service ${(names += 1)}`;
    stacked = new StackedConfiguration(bench.context);
    bench.takeRequests();
  });

  /** Of the first profile, and what else the program declares. */
  const up = (inputs: Partial<ConfigurationInputs> = {}) =>
    stacked.up({ displayName, payload: first, ...inputs });
  const live = (): Configuration => {
    const found = bench.emulator.tenant.configurations.find(({ id }) => id === stacked.id);
    if (found === undefined) throw new Error("It is gone.");
    return found;
  };
  const edit = (changes: Partial<Configuration>): void =>
    void bench.emulator.tenant.updateConfiguration(stacked.id, changes);
  const writes = (): unknown[] => {
    const bodies = bench.emulator.requests
      .filter(({ method }) => method !== "GET")
      .map(({ body }) => {
        const { "@odata.type": type, ...sent } = body as Record<string, unknown>;
        expect(type).to.equal("#microsoft.graph.iosLobAppProvisioningConfiguration");
        return sent;
      });
    bench.takeRequests();
    return bodies;
  };

  for (const [what, change, replaces] of [
    ["another payload", { payload: renewed }, ["payloadSha256"]],
    ["another description alone", { description: "Vans" }, []],
    ["a payload that Graph has never returned", { payloadSha256: null }, []],
  ] as const)
    it(`is replaced under replaceOnRenewal for ${what}: ${String(replaces.length > 0)}`, async () => {
      await up();
      const { id, state, inputs } = stacked.kept ?? expect.fail("nothing was made");
      const { payloadSha256, ...changes } = { payloadSha256: undefined, ...change };
      const known = payloadSha256 === null ? { ...state, payloadSha256 } : state;
      const declared = { displayName, payload: first, replaceOnRenewal: true, ...changes };
      const news = checkedConfiguration(declared, inputs);
      expect(configurationHandlers.diff(id, known, news).replaces).to.deep.equal(replaces);
    });

  it("is made by a look at what is there, one POST, and one read-back", async () => {
    bench.addConfiguration();
    await up({ description: "Lorries" });
    expect(bench.takeRequests()).to.deep.equal([
      "GET iosLobAppProvisioningConfigurations",
      "POST iosLobAppProvisioningConfigurations",
      `GET ${stacked.id}`,
    ]);
    expect(live()).to.deep.include({ displayName, payload: first, description: "Lorries" });
    expect(live().expirationDateTime).to.equal(stacked.kept?.state.profile?.expirationDateTime);
  });

  it("records what Intune sets and what the profile says, and the payload not at all", async () => {
    await up();
    const state = stacked.kept?.state;
    expect(state).to.have.all.keys(
      "displayName",
      "description",
      "payloadSha256",
      "payloadFileName",
      "expirationDateTime",
      "roleScopeTagIds",
      "deleteAssigned",
      "profile",
      "version",
      "createdDateTime",
      "lastModifiedDateTime",
    );
    expect(state).to.deep.include({ version: 1, description: null, roleScopeTagIds: null });
    expect(state?.profile).to.deep.include({ name: "Field 2026", teamId: "ABCDE12345" });
    expect(JSON.stringify(stacked.kept)).not.to.contain(first.slice(0, 200));
  });

  it("sends nothing where nothing has changed, however the same is spelled", async () => {
    const tags = ["2", "1"];
    await up({ description: "", roleScopeTagIds: tags });
    const ends = live().expirationDateTime ?? "";
    bench.takeRequests();
    const wrapped = first.replaceAll(/(.{76})/g, "$1\n");
    const expirationDateTime = ends.replace("Z", ".0000000+00:00");
    const same = { displayName, payload: wrapped, roleScopeTagIds: ["1", "2"], expirationDateTime };
    expect(await stacked.up(same)).to.equal("same");
    expect(await stacked.up({ ...same, allowExpired: true })).to.equal("same");
    expect(bench.takeRequests()).to.deep.equal([]);
  });

  it("is renewed in place: the id stays, and the assignments with it", async () => {
    await up();
    bench.setLive(stacked.id, { assignments: ["group 1"] });
    const { id } = stacked;
    expect(await up({ payload: renewed })).to.equal("updated");
    expect(stacked.id).to.equal(id);
    expect(live().payload).to.equal(renewed);
    expect(bench.liveOf(id).assignments).to.deep.equal(["group 1"]);
    expect(stacked.kept?.state).to.deep.include({ version: 2 });
    expect(stacked.kept?.state.profile?.name).to.equal("Field 2027");
  });

  it("sends of an update what has changed, so that an edit nobody has seen survives", async () => {
    await up({ description: "Lorries" });
    edit({ payloadFileName: "portal.mobileprovision" });
    bench.takeRequests();
    await stacked.up({ displayName: `${displayName} b`, payload: first });
    expect(writes()).to.deep.equal([{ displayName: `${displayName} b`, description: null }]);
    expect(live().payloadFileName).to.equal("portal.mobileprovision");
  });

  it("leaves such an edit alone in later updates too, until a refresh lets a preview show it", async () => {
    await up({ description: "Lorries" });
    edit({ payloadFileName: "portal.mobileprovision", payload: renewed });
    await up({ description: "Vans" });
    await up({ description: "Vans", deleteAssigned: true });
    bench.takeRequests();
    const program = { displayName, payload: first, description: "Boats", deleteAssigned: true };
    await stacked.up(program);
    expect(writes()).to.deep.equal([{ description: "Boats" }]);
    expect(stacked.kept?.state.profile?.name).to.equal("Field 2026");
    await stacked.refresh();
    expect(stacked.kept?.inputs).to.deep.include({ payloadFileName: "portal.mobileprovision" });
    expect(stacked.kept?.state.profile?.name).to.equal("Field 2027");
    await stacked.up(program);
    expect(writes().map((sent) => Object.keys(sent as object))).to.deep.equal([
      ["payloadFileName", "payload"],
    ]);
  });

  it("is not overwritten where a portal edit of the same property has not been shown", async () => {
    await up({ description: "Lorries" });
    edit({ payload: renewed, description: "Written in the portal" });
    bench.takeRequests();
    const newest = profileInBase64({ name: "Field 2028" });
    const program = { displayName, payload: newest, description: "Vans" };
    const { message } = await failureOf(stacked.up(program));
    expect(message).to.match(
      /would overwrite .*: description, payload\. Nothing was changed\. Run/,
    );
    expect(writes()).to.deep.equal([]);
    await stacked.refresh();
    await stacked.up(program);
    expect(live()).to.deep.include({ payload: newest, description: "Vans" });
  });

  const drifts: readonly [string, Partial<Configuration>][] = [
    ["name", { displayName: "Renamed in the portal" }],
    ["description", { description: "Written in the portal" }],
    ["payload", { payload: renewed }],
    ["file name", { payloadFileName: "other.xml" }],
    ["date of expiry", { expirationDateTime: "2031-01-01T00:00:00Z" }],
    ["declared scope tags", { roleScopeTagIds: ["7"] }],
  ];
  for (const [what, changes] of drifts) {
    it(`shows a ${what} that has drifted, and repairs that alone`, async () => {
      const program = { displayName, payload: first, roleScopeTagIds: ["0"] };
      await stacked.up(program);
      const before = live();
      edit(changes);
      await stacked.refresh();
      bench.takeRequests();
      expect(await stacked.up(program)).to.equal("updated");
      expect(writes().map((sent) => Object.keys(sent as object))).to.deep.equal([
        Object.keys(changes),
      ]);
      const { version, lastModifiedDateTime } = live();
      expect(live()).to.deep.equal({ ...before, version, lastModifiedDateTime });
      await stacked.refresh();
      expect(await stacked.up(program)).to.equal("same");
    });
  }

  it("is not looked for where the same run has deleted it", async () => {
    await up();
    const { id } = stacked;
    await stacked.destroy();
    bench.takeRequests();
    expect(await up()).to.equal("created");
    expect(bench.takeRequests(id)).to.deep.equal([]);
  });

  it("leaves scope tags alone that no program declares", async () => {
    await up();
    edit({ roleScopeTagIds: ["7"] });
    await stacked.refresh();
    expect(await up()).to.equal("same");
  });

  it("takes no scope tag away that no preview has shown, and names it", async () => {
    await up();
    edit({ roleScopeTagIds: ["7", "3"] });
    bench.takeRequests();
    const program = { displayName, payload: first, roleScopeTagIds: ["3"] };
    const { message } = await failureOf(stacked.up(program));
    expect(message).to.match(/has scope tags .*: 7\. Nothing was changed\. .*`roleScopeTagIds`/);
    expect(writes()).to.deep.equal([]);
    await stacked.up({ ...program, roleScopeTagIds: ["3", "7"] });
    await stacked.up(program);
    expect(live().roleScopeTagIds).to.deep.equal(["3"]);
  });

  for (const [tags, unseen] of [
    [["7"], "7"],
    [["0", "7"], "0, 7"],
  ] as const)
    it(`takes away none of the tags ${tags.join(", ")} that no preview has shown`, async () => {
      await up();
      edit({ roleScopeTagIds: tags });
      const update = up({ roleScopeTagIds: ["3"] });
      expect((await failureOf(update)).message).to.contain(`no preview has shown: ${unseen}.`);
      expect(live().roleScopeTagIds).to.deep.equal(tags);
    });

  it("needs no refresh and sends nothing where Intune shows already what the program now declares", async () => {
    await up();
    edit({ description: "Vans" });
    bench.takeRequests();
    expect(await up({ description: "Vans" })).to.equal("updated");
    expect(writes()).to.deep.equal([]);
  });

  it("is not overwritten where the refresh of the same run was the first to see an edit", async () => {
    await up({ description: "Vans" });
    edit({ description: "Edited" });
    const { id, state, inputs } = stacked.kept ?? expect.fail("nothing was made");
    const context = { ...bench.context, run: createRunRegistry(() => undefined) };
    const found = await configurationHandlers.refresh(context, id, state);
    const update = configurationHandlers.update(context, id, found ?? state, inputs);
    expect((await failureOf(update)).message).to.match(/no preview has shown: description\./);
    expect(live().description).to.equal("Edited");
  });

  it("takes scope tags instead of the one that Intune gives to what nobody has tagged", async () => {
    await up();
    expect(live().roleScopeTagIds).to.deep.equal(["0"]);
    await up({ roleScopeTagIds: ["3"] });
    expect(live().roleScopeTagIds).to.deep.equal(["3"]);
  });

  it("takes no change of what Intune sets for drift", async () => {
    await up();
    edit({});
    await stacked.refresh();
    expect(stacked.kept?.state.version).to.equal(2);
    expect(await up()).to.equal("same");
  });

  it("is made anew once a refresh has found it gone", async () => {
    await up();
    bench.emulator.tenant.removeConfiguration(stacked.id);
    await stacked.refresh();
    expect(stacked.kept).to.equal(undefined);
    expect(await up()).to.equal("created");
  });

  it("is deleted, and deleted also where it is gone already", async () => {
    await up();
    const { id, kept } = stacked;
    await stacked.destroy();
    expect(bench.emulator.tenant.configurations.map((each) => each.id)).not.to.include(id);
    stacked.kept = kept;
    await stacked.destroy();
  });

  it("is not deleted while others have assigned it, and names who; unless the program says so", async () => {
    await up();
    bench.setLive(stacked.id, { assignments: ["group 1", "devices"], older: [2] });
    bench.takeRequests();
    const { message } = await failureOf(stacked.destroy());
    expect(message).to.contain("groupAssignmentTarget 00000001-").and.to.contain("allDevices");
    expect(message).to.contain("groupAssignments entry 00000002-");
    expect(message).to.contain("Nothing was deleted.").and.to.contain("`deleteAssigned: true`");
    expect(bench.takeRequests(stacked.id)).to.deep.equal([
      "GET assignments",
      "GET groupAssignments",
    ]);
    const program = { displayName, payload: first, deleteAssigned: true };
    expect(await stacked.up(program)).to.equal("updated");
    expect(writes()).to.deep.equal([]);
    expect(await stacked.up(program)).to.equal("same");
    const { id } = stacked;
    await stacked.destroy();
    expect(bench.emulator.tenant.configurations.map((each) => each.id)).not.to.include(id);
  });

  it("is read by its id, and it is an error if there is none", async () => {
    const { id } = bench.emulator.tenant.addConfiguration({ payload: first });
    const state = await configurationHandlers.get(bench.context, id);
    expect(state.profile?.name).to.equal("Field 2026");
    expect(state.roleScopeTagIds).to.deep.equal(["0"]);
    bench.emulator.tenant.removeConfiguration(id);
    const error = await failureOf(configurationHandlers.get(bench.context, id));
    expect(error.message).to.contain("404 ResourceNotFound");
  });

  it("is replaced where another is to be taken over", async () => {
    await up();
    const adoptId = "5f3c1c2e-8f0e-4d5b-9d60-0d3a1f6a7b11";
    const { id, state, inputs } = stacked.kept ?? expect.fail("Nothing is kept.");
    const other = configurationHandlers.diff(id, state, { ...inputs, adoptId });
    expect(other.replaces).to.deep.equal(["adoptId"]);
    expect(configurationHandlers.diff(id, state, { ...inputs, adoptId: id })).to.deep.equal({
      changes: false,
      replaces: [],
    });
  });
});

for (const payload of ["unlisted", "null"] as const) {
  describe(`a configuration whose payload Graph returns ${payload === "null" ? "nowhere" : "not in lists"}`, () => {
    let bench: HandlerBench;
    before(async () => {
      bench = await openBench({ behaviour: { payload } });
    });
    after(() => bench.close());

    it("is made, found unchanged, renewed and found unchanged again", async () => {
      const stacked = new StackedConfiguration(bench.context);
      for (const content of [first, renewed]) {
        await stacked.up({ payload: content });
        await stacked.refresh();
        bench.takeRequests();
        expect(await stacked.up({ payload: content })).to.equal("same");
        expect(bench.takeRequests()).to.deep.equal([]);
        expect(bench.emulator.tenant.configurations[0]?.payload).to.equal(content);
      }
    });
  });
}
