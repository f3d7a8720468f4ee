import { expect } from "chai";
import type { dynamic } from "@pulumi/pulumi";
import { assignmentsHandlers } from "../../provider/dist/handlers/assignments/assignmentsHandlers.js";
import { configurationCodec } from "../../provider/dist/hosting/codec.js";
import type { Recorded } from "../../provider/dist/hosting/codec.js";
import { setCodec } from "../../provider/dist/hosting/recordedSet.js";
import type { RecordedSet } from "./recordedSet.ts";
import { configurationHandlers } from "../../provider/dist/handlers/configuration/configurationHandlers.js";
import { unlabelUnmanaged } from "../../provider/dist/hosting/recordedSet.js";
import { createDynamicProvider } from "../../provider/dist/dynamic/dynamicProvider.js";
import { createSharedContext } from "../../provider/dist/hosting/sharedContext.js";
import { failureOf } from "./failureOf.ts";
import { useTrustedBench } from "./handlerBench.ts";
import { checkedConfiguration, profileInBase64 } from "./stackedConfiguration.ts";
import { checkedInputs } from "./stackedSet.ts";

type Provider = Required<dynamic.ResourceProvider<Recorded, Recorded>>;

const missingId = "deadbeef-0000-4000-8000-000000000000";
const pointer = { __provider: "exports.handler = 1" };
const otherPointer = { __provider: "exports.handler = 2" };

describe("the shell around the handlers", () => {
  const bench = useTrustedBench();

  const create = (): Provider =>
    createDynamicProvider(assignmentsHandlers, setCodec, createSharedContext()) as Provider;
  const configure = (provider: Provider): Promise<void> => {
    const { emulator } = bench();
    const [application] = emulator.applications;
    const settings: Readonly<Record<string, string | undefined>> = {
      "intune:graphEndpoint": emulator.httpsUrl,
      "intune:authorityHost": emulator.httpsUrl,
      "intune:tenantId": emulator.tenantId,
      "intune:clientId": application?.clientId,
      "intune:clientSecret": application?.clientSecret,
    };
    const get = (key: string): string | undefined => settings[key];
    return provider.configure({ config: { get, require: (key) => get(key) ?? "" } });
  };
  const opened = async (): Promise<Provider> => {
    const provider = create();
    await configure(provider);
    return provider;
  };
  const inputsOf = (id: string, ...assignments: string[]) => ({
    ...checkedInputs(id, { assignments }),
    ...pointer,
  });

  it("creates, updates, reads and deletes, and hands out no pointer of its own", async () => {
    const provider = await opened();
    const id = bench().addConfiguration();
    const created = await provider.create(inputsOf(id, "group 1"));
    expect(created.id).to.equal(id);
    expect(created.outs).to.have.all.keys("configurationId", "assignments");
    const olds = { ...created.outs, ...pointer };
    const { outs } = await provider.update(id, olds, inputsOf(id, "group 2"));
    const read = await provider.read(id, { ...outs, ...pointer });
    expect(read).to.deep.equal({
      id,
      props: outs,
      inputs: checkedInputs(id, { assignments: ["group 2"] }),
    });
    // A destroy is a run of its own, and so a process of its own.
    await (await opened()).delete(id, { ...outs, ...pointer });
    expect(bench().liveOf(id).assignments).to.deep.equal([]);
  });

  it("reads for a get where nothing but the pointer is recorded, and for a refresh else", async () => {
    const provider = await opened();
    const read = (id: string, recorded: object) => provider.read(id, { ...recorded, ...pointer });
    const id = bench().addConfiguration({ assignments: ["group 1"] });
    const seen = async (recorded: object): Promise<number> =>
      unlabelUnmanaged(((await read(id, recorded)).props as RecordedSet).assignments).length;
    expect(await seen({})).to.equal(0);
    expect(await seen(checkedInputs(id, { assignments: [] }))).to.equal(1);
    expect(await read(missingId, checkedInputs(missingId, { assignments: [] }))).to.deep.equal({
      id: "",
    });
    expect((await failureOf(read(missingId, {}))).message).to.contain("404");
  });

  it("serves handlers that are called while configure has not ended", async () => {
    const provider = create();
    const id = bench().addConfiguration();
    const configured = configure(provider);
    const runs = [provider.create(inputsOf(id, "group 1")), provider.read(id, pointer)];
    await Promise.all([configured, ...runs]);
    expect(bench().liveOf(id).assignments).to.deep.equal(["group 1"]);
  });

  it("waits for a configuration that the same process has made, though nothing shows it for seconds", async () => {
    const shared = createSharedContext();
    const configurations = createDynamicProvider(configurationHandlers, configurationCodec, shared);
    const sets = createDynamicProvider(assignmentsHandlers, setCodec, shared) as Provider;
    await configure(sets);
    await configure(configurations as unknown as Provider);
    const made = await configurations.create(checkedConfiguration({ payload: profileInBase64() }));
    const path = new RegExp(`${made.id}(/assignments)?$`);
    const respond = { status: 404 };
    bench().emulator.script({ method: "GET", path, times: 4, respond });
    const list = { method: "GET", path: /Configurations(\?|$)/, times: 2 };
    bench().emulator.script({ ...list, respond: { status: 200, body: { value: [] } } });
    await sets.create(inputsOf(made.id, "group 1"));
    expect(bench().liveOf(made.id).assignments).to.deep.equal(["group 1"]);
  });

  it("checks and compares before it is configured", async () => {
    const provider = create();
    const inputs = inputsOf(missingId, "group 1");
    const { inputs: checked, failures } = await provider.check(inputs, inputs);
    expect(checked).to.deep.equal(checkedInputs(missingId, { assignments: ["group 1"] }));
    expect(failures).to.deep.equal([]);
    const olds = { ...checked, ...pointer };
    expect(await provider.diff(missingId, olds, { ...inputs, ...otherPointer })).to.deep.equal({
      changes: false,
      replaces: [],
    });
    expect(await provider.diff(missingId, olds, inputsOf(missingId, "group 2"))).to.deep.equal({
      replaces: [],
    });
  });

  it("refuses a mistyped setting in a preview, once in full", async () => {
    const provider = create();
    const rawConfig = { "intune:tenantID": "canary", "ours:tenantID": "x" };
    const config = { get: () => undefined, require: () => "", rawConfig };
    await provider.configure({ config });
    const inputs = inputsOf(missingId, "group 1");
    const first = await failureOf(provider.check(inputs, inputs));
    expect(first.message).to.contain("intune:tenantID is no setting of the provider");
    const second = await failureOf(provider.check(inputs, inputs));
    expect(second.message).to.contain("Not done, because the settings are wrong");
  });

  it("names the property of each problem that check finds", async () => {
    const news = { configurationId: "no GUID", assignments: [] };
    const { failures = [] } = await create().check(news, news);
    expect(failures.map(({ property }) => property)).to.deep.equal(["configurationId"]);
    expect(failures[0]?.reason).to.contain("a GUID");
  });

  it("passes on the state of a write that failed half way, with its pointer and its reason", async () => {
    const provider = await opened();
    const id = bench().addConfiguration({ assignments: ["group 8"] });
    const failed = await failureOf(provider.create(inputsOf(id, "group 1")));
    expect(failed).to.deep.include({ id, reasons: [failed.message] });
    const { properties } = failed as Error & { properties?: object };
    expect(properties).to.deep.equal({
      ...checkedInputs(id, { assignments: [] }),
      ...pointer,
    });
    const run = (): void => {
      bench().setLive(id, { assignments: ["devices"] });
    };
    bench().emulator.script({ method: "POST", path: id, after: "afterEffect", run });
    const news = { ...inputsOf(id, "group 1"), ...otherPointer };
    const olds = { ...inputsOf(id, "group 8") };
    const updating = await failureOf(provider.update(id, olds, news));
    expect(updating).to.have.nested.property("properties.__provider", otherPointer.__provider);
    expect(updating).to.deep.include({ id, reasons: [updating.message] });
  });
});
