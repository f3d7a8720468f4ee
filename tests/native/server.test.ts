import { status } from "@grpc/grpc-js";
import { expect } from "chai";
import { unknownValue } from "../../provider/dist/domain/values.js";
import { groupId } from "../engine/liveTargets.ts";
import { declared } from "../handlers/entries.ts";
import { failureOf } from "../handlers/failureOf.ts";
import { useTrustedBench } from "../handlers/handlerBench.ts";
import { profileInBase64 } from "../handlers/stackedConfiguration.ts";
import {
  callFailureOf,
  configurationType,
  emulatorSettings,
  openNative,
  secret,
  setType,
  type NativeClient,
  type Values,
} from "./nativeClient.ts";

const missingId = "deadbeef-0000-4000-8000-000000000000";
const group = (number: number) => declared(`group ${number}`);

describe("the native server", () => {
  const bench = useTrustedBench();
  let client: NativeClient;
  const open = async (): Promise<void> => {
    client = await openNative();
    await client.configure(emulatorSettings(bench().emulator));
  };
  /** The engine starts a new plugin for each of its operations. */
  const beginRun = (): Promise<void> => {
    client.close();
    return open();
  };
  beforeEach(async () => {
    await open();
    bench().takeRequests();
  });
  afterEach(() => {
    client.close();
  });

  const checked = async (configurationId: string, ...words: string[]) => {
    const news = { configurationId, assignments: words.map(declared) };
    const { inputs, failures } = await client.check(setType, news);
    expect(failures).to.deep.equal([]);
    return inputs;
  };

  it("lets the run of an import remove and overwrite nothing, and a later run what its preview shows", async () => {
    const { tenant } = bench().emulator;
    const payload = profileInBase64();
    const news = { displayName: "Imported", payload, payloadFileName: "a.mobileprovision" };
    const { id } = tenant.addConfiguration({ ...news, displayName: "Live" });
    bench().setLive(id, { assignments: ["group 1", "group 2"] });
    const update = async (type: string, inputs: Values, olds: Values) => {
      await client.diff(type, { id, olds, news: inputs });
      return client.update(type, { id, olds, news: inputs });
    };
    const set = await client.read(setType, id);
    const configuration = await client.read(configurationType, id);
    const dropsOne = await checked(id, "group 1");
    const { inputs: renames } = await client.check(configurationType, news);
    const refusedSet = await failureOf(update(setType, dropsOne, set.state));
    expect(refusedSet.message).to.contain("no preview has shown").and.to.contain(groupId(2));
    const refused = await failureOf(update(configurationType, renames, configuration.state));
    expect(refused.message).to.contain("no preview has shown: displayName");
    expect(tenant.assignmentsOf(id)).to.have.length(2);

    await beginRun();
    await update(setType, await checked(id, "group 1"), set.state);
    await client.check(configurationType, news);
    await update(configurationType, renames, configuration.state);
    expect(tenant.assignmentsOf(id)).to.have.length(1);
    expect(tenant.configurations.find((each) => each.id === id)?.displayName).to.equal("Imported");
  });

  it("checks, creates, reads, updates and deletes a set, whose state holds plain lists", async () => {
    const id = bench().addConfiguration();
    const inputs = await checked(id, "group 1", "devices");
    const made = await client.create(setType, inputs);
    expect(made).to.deep.equal({
      id,
      state: {
        configurationId: id,
        assignments: [declared("devices"), group(1)],
        groupAssignments: null,
        unmanagedAssignments: [],
        unmanagedGroupAssignments: [],
      },
    });
    const news = await checked(id, "group 2");
    const state = await client.update(setType, { id, olds: made.state, news });
    expect(bench().liveOf(id).assignments).to.deep.equal(["group 2"]);
    expect(await client.read(setType, id, { state, inputs: news })).to.deep.equal({
      id,
      state,
      inputs: news,
    });
    // A run in which a program declares the set keeps it.
    await beginRun();
    await client.delete(setType, id, state);
    expect(bench().liveOf(id).assignments).to.deep.equal([]);
  });

  it("records what a refresh finds as unmanaged, and removes it with the next update only", async () => {
    const id = bench().addConfiguration();
    const inputs = await checked(id, "group 1");
    const { state } = await client.create(setType, inputs);
    bench().setLive(id, { assignments: ["group 1", "group 2"] });
    const found = await client.read(setType, id, { state, inputs });
    expect(found.state["unmanagedAssignments"]).to.deep.equal([group(2)]);
    const unseen = client.update(setType, { id, olds: found.state, news: inputs });
    expect((await failureOf(unseen)).message).to.contain("no preview has shown");
    await beginRun();
    await client.update(setType, { id, olds: found.state, news: inputs });
    expect(bench().liveOf(id).assignments).to.deep.equal(["group 1"]);
  });

  it("names in a diff which entry of the set goes and which comes", async () => {
    const id = bench().addConfiguration();
    const { state: olds } = await client.create(setType, await checked(id, "group 1", "group 2"));
    const diff = async (...words: string[]) => {
      const news = await checked(id, ...words);
      const { changes, detaileddiffMap } = await client.diff(setType, { id, olds, news });
      return { changes, detail: detaileddiffMap.map(([path, { kind }]) => [path, kind]) };
    };
    const [add, remove, update] = [0, 2, 4];
    expect(await diff("group 2", "group 1")).to.deep.equal({ changes: 1, detail: [] });
    expect(await diff("group 1", "group 2", "group 3")).to.deep.equal({
      changes: 2,
      detail: [["assignments[2]", add]],
    });
    expect(await diff("group 2")).to.deep.equal({
      changes: 2,
      detail: [["assignments[0]", remove]],
    });
    expect(await diff("group 1", "group 3")).to.deep.equal({
      changes: 2,
      detail: [["assignments[1]", update]],
    });
  });

  it("replaces where the configuration is another", async () => {
    const id = bench().addConfiguration();
    const { state: olds } = await client.create(setType, await checked(id, "group 1"));
    const news = await checked(bench().addConfiguration(), "group 1");
    const diff = await client.diff(setType, { id, olds, news });
    expect(diff.replacesList).to.deep.equal(["configurationId"]);
    expect(diff.detaileddiffMap).to.deep.equal([
      ["configurationId", { kind: 5, inputdiff: false }],
    ]);
  });

  it("sends nothing in a preview, and returns what is known", async () => {
    const id = bench().addConfiguration({ assignments: ["group 8"] });
    const inputs = await checked(id, "group 1");
    const previewed = await client.create(setType, inputs, { preview: true });
    expect(previewed).to.deep.equal({
      id,
      state: {
        ...inputs,
        groupAssignments: null,
        unmanagedAssignments: [],
        unmanagedGroupAssignments: [],
      },
    });
    const state = await client.update(setType, {
      id,
      olds: previewed.state,
      news: await checked(id, "group 2"),
      preview: true,
    });
    expect(state["assignments"]).to.deep.equal([group(2)]);
    const late = { configurationId: unknownValue, assignments: unknownValue };
    const { inputs: unknown } = await client.check(setType, late);
    expect(await client.create(setType, unknown, { preview: true })).to.deep.include({ id: "" });
    expect(bench().emulator.requests).to.be.empty;
  });

  it("previews a configuration with what its profile says, and leaves open what Intune sets", async () => {
    const news = { displayName: "Field", payload: profileInBase64(), payloadFileName: "f.xml" };
    const { inputs } = await client.check(configurationType, news);
    const { id, state } = await client.create(configurationType, inputs, { preview: true });
    expect(id).to.equal("");
    expect(state).to.deep.include({
      displayName: "Field",
      description: null,
      version: unknownValue,
    });
    expect(state["profile"]).to.deep.equal(inputs["profile"]);
    const late = { displayName: "Late", payload: unknownValue, payloadFileName: "f.xml" };
    const checkedLate = await client.check(configurationType, late);
    expect(checkedLate.failures).to.deep.equal([]);
    await client.create(configurationType, checkedLate.inputs, { preview: true });
    expect(bench().emulator.requests).to.be.empty;
    const made = await client.create(configurationType, inputs);
    const renamed = { ...inputs, displayName: "Field 2" };
    const olds = made.state;
    const diff = await client.diff(configurationType, { id: made.id, olds, news: renamed });
    expect(diff.detaileddiffMap.map(([path]) => path)).to.deep.equal(["displayName"]);
    const preview = { id: made.id, olds, news: renamed, preview: true };
    expect(await client.update(configurationType, preview)).to.deep.include({
      displayName: "Field 2",
      createdDateTime: olds["createdDateTime"],
    });
    await client.update(configurationType, { ...preview, preview: false });
    const { id: foundId } = await client.read(configurationType, made.id);
    expect(foundId).to.equal(made.id);
    await beginRun();
    await client.delete(configurationType, made.id, olds);
    expect(await client.read(configurationType, made.id, { state: olds })).to.include({ id: "" });
  });

  it("reads the file that a payload names", async () => {
    const news = { displayName: "Field", payload: "none.mobileprovision" };
    const { failures } = await client.check(configurationType, news);
    expect(failures).to.have.length(1);
    expect(failures[0]?.join(" ")).to.contain('payload "none.mobileprovision" does not exist');
  });

  it("names the path of each problem that a check finds", async () => {
    const news = { configurationId: "no GUID", assignments: [{ type: "groupAssignmentTarget" }] };
    const { failures } = await client.check(setType, news);
    expect(failures.map(([path]) => path)).to.deep.equal([
      "configurationId",
      "assignments[0].groupId",
    ]);
  });

  it("keeps secret what the program keeps secret, and names no entry of such a set", async () => {
    const id = bench().addConfiguration({ assignments: ["group 8"] });
    const assignments = [{ type: "groupAssignmentTarget", groupId: secret(groupId(1)) }];
    const { inputs } = await client.check(setType, { configurationId: id, assignments });
    expect(inputs["assignments"]).to.deep.equal(secret([group(1)]));
    const failed = await callFailureOf(client.create(setType, inputs));
    expect(failed.partial?.properties["assignments"]).to.deep.equal(secret([]));
    bench().setLive(id, { assignments: [] });
    const { state } = await client.create(setType, inputs);
    expect(state["assignments"]).to.deep.equal(secret([group(1)]));
    expect(state["unmanagedAssignments"]).to.deep.equal(secret([]));
    const read = await client.read(setType, id, { state, inputs });
    expect(read.inputs["assignments"]).to.deep.equal(secret([group(1)]));
    const twice = await client.check(setType, {
      configurationId: id,
      assignments: secret([{ type: "groupAssignmentTarget", groupId: "no GUID" }]),
    });
    expect(twice.failures[0]?.[1]).to.contain("its value is secret").and.not.contain("no GUID");
  });

  it("keeps the state of a write that was half done", async () => {
    const id = bench().addConfiguration({ assignments: ["group 8"] });
    const failed = await callFailureOf(client.create(setType, await checked(id, "group 1")));
    expect(failed.partial).to.deep.include({ id, reasons: [failed.message] });
    expect(failed.partial?.properties).to.deep.include({ assignments: [] });
    expect(failed.message).to.contain("entries that the program does not declare");
  });

  it("shows that a set is gone, and fails where there never was one", async () => {
    const inputs = await checked(missingId, "group 1");
    const gone = await client.read(setType, missingId, { state: inputs, inputs });
    expect(gone).to.deep.equal({ id: "", state: {}, inputs: {} });
    expect((await failureOf(client.read(setType, missingId))).message).to.contain("404");
  });

  it("says of an import what is no id", async () => {
    for (const type of [setType, configurationType])
      expect((await failureOf(client.read(type, "abc"))).message).to.equal(
        'Cannot read "abc": it is no GUID. Give the id of a configuration, as `report --format json` shows it.',
      );
  });

  it("refuses two owners of one set in one run", async () => {
    const news = { configurationId: bench().addConfiguration(), assignments: [group(1)] };
    await client.check(setType, news, { name: "one" });
    const { failures } = await client.check(setType, news, { name: "two" });
    expect(failures[0]?.[1]).to.contain('Assignments "one" already');
  });

  it("refuses what is no resource of its own, and what it cannot have recorded", async () => {
    const invalid = 3;
    const failures = await Promise.all(
      [
        client.check("intune:index:Nothing", {}),
        client.create(setType, { configurationId: missingId, assignments: 5 }),
        client.diff(setType, { id: missingId, olds: { assignments: [7] }, news: {} }),
        client.delete(configurationType, missingId, { profile: "text" }),
      ].map(callFailureOf),
    );
    expect(failures.map(({ code }) => code)).to.deep.equal(failures.map(() => invalid));
  });

  it("looks up what a function names, and fails with the look-up's own message", async () => {
    const configurationId = bench().addConfiguration();
    const look = (name: string, args: Record<string, unknown>) =>
      client.invoke(`intune:index:${name}`, args);
    const { found: pilots } = await look("getGroup", { displayName: "group 1" });
    expect(pilots["id"]).to.equal(groupId(1));
    const { found } = await look("getIosLobAppProvisioningConfigurations", {});
    expect(found["configurations"]).to.be.an("array").that.is.not.empty;
    expect((await look("getDeviceStatuses", { configurationId })).found["deviceCount"]).to.equal(0);
    const byId = await look("getIosLobAppProvisioningConfiguration", { id: configurationId });
    expect(byId.found["displayName"]).to.equal("Field Service");
    const { failures } = await look("getGroup", { id: "no GUID", name: "x" });
    expect(failures.map(([path]) => path)).to.deep.equal(["id", "name"]);
    const missing = await callFailureOf(look("getGroup", { displayName: "Nobody" }));
    expect(missing.message).to.contain('Cannot get the group named "Nobody"');
    expect((await callFailureOf(look("getNothing", {}))).code).to.equal(3);
  });

  it("looks up by name what the run itself has created, renamed and deleted, in one list", async () => {
    const byName = "intune:index:getIosLobAppProvisioningConfiguration";
    const find = (displayName: string) => client.invoke(byName, { displayName });
    const { emulator } = bench();
    const payload = profileInBase64({ name: "Field 2026" });
    const content = { payload, payloadFileName: "field.mobileprovision" };
    const checkedAs = async (displayName: string) =>
      (await client.check(configurationType, { ...content, displayName })).inputs;
    const goneId = bench().addConfiguration();
    const { id, state: olds } = await client.create(configurationType, await checkedAs("Former"));
    // As lists are for a while after a write.
    const { requests } = emulator;
    const late = { status: 200, body: { value: structuredClone(emulator.tenant.configurations) } };
    const list = { method: "GET", path: /Configurations(\?|$)/ };
    emulator.script({ ...list, times: 9, respond: late });
    expect((await find("Former")).found["id"]).to.equal(id);
    const news = await checkedAs("Renamed");
    const state = await client.update(configurationType, { id, olds, news });
    const before = requests.length;
    expect((await find("Renamed")).found["id"]).to.equal(id);
    expect(requests.slice(before)).to.be.empty;
    expect((await callFailureOf(find("Former"))).message).to.contain(`  - ${id} "Renamed"`);
    await client.delete(configurationType, goneId, { ...state, displayName: "Field Service" });
    expect((await callFailureOf(find("Field Service"))).message).not.to.contain(goneId);
  });

  it("looks again, in an update only, for what Graph shows late", async () => {
    const look = (preview: boolean) =>
      client.invoke("intune:index:getGroup", { displayName: "Group 1" }, { preview });
    const late = { path: "displayName", respond: { status: 200, body: { value: [] } } };
    bench().emulator.script(late);
    expect((await look(false)).found["id"]).to.equal(groupId(1));
    bench().emulator.script(late);
    expect((await callFailureOf(look(true))).message).to.contain("the directory has none");
  });

  it("shares the quota with a provider of the same application and limits, and with no other", async () => {
    const engineAddress = "127.0.0.1:1";
    const openProvider = async (settings = {}): Promise<NativeClient> => {
      const provider = await openNative();
      await provider.attach(engineAddress);
      const limits = { writesPerWindow: "1" };
      await provider.configure({ ...emulatorSettings(bench().emulator), ...limits, ...settings });
      return provider;
    };
    const assign = (provider: NativeClient, id: string) =>
      provider.create(setType, { configurationId: id, assignments: [group(1)] });
    const ids = [1, 2, 3].map(() => bench().addConfiguration()) as [string, string, string];
    const providers = [await openProvider(), await openProvider()] as const;
    const other = await openProvider({ requestsPerWindow: "500" });
    await assign(providers[0], ids[0]);
    const hasRead = new Promise<void>((resolve) => {
      const path = new RegExp(`${ids[1]}/groupAssignments`);
      bench().emulator.script({ path, run: resolve });
    });
    const waiting = callFailureOf(assign(providers[1], ids[1]));
    await hasRead;
    await assign(other, ids[2]);
    expect(bench().liveOf(ids[1]).assignments).to.deep.equal([]);
    await providers[1].cancel();
    expect((await waiting).code).to.equal(status.CANCELLED);
    for (const each of [...providers, other]) each.close();
  });
});
