import { expect } from "chai";
import { createEmulator, type Emulator, type EmulatorOptions } from "intune-graph-emulator";
import {
  createConfigurationsApi,
  parseCreated,
  toCreation,
  toDeletion,
  toUpdate,
  type ConfigurationsApi,
} from "../../provider/dist/graph/configurationsApi.js";
import { createGraphClient, type GraphClient } from "../../provider/dist/graph/graphClient.js";
import { GraphError } from "../../provider/dist/graph/graphError.js";
import { createSendHttp } from "../../provider/dist/graph/sendHttp.js";
import type { LiveConfiguration } from "../../provider/dist/domain/configuration.js";
import { failureOf } from "../handlers/failureOf.ts";
import { answerOf, sendWrite } from "./sendWrite.ts";
import { httpOptions } from "./httpOptions.ts";

const content = {
  displayName: "Driver's Log",
  payload: Buffer.from("profile").toString("base64"),
  payloadFileName: "log.mobileprovision",
};

describe("the configurations of Graph", () => {
  const running: Emulator[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((emulator) => emulator.close()));
  });

  const open = async (
    options: EmulatorOptions = {},
  ): Promise<{ emulator: Emulator; client: GraphClient; api: ConfigurationsApi }> => {
    const emulator = await createEmulator(options);
    running.push(emulator);
    const client = createGraphClient({
      graphEndpoint: emulator.url,
      getToken: () => emulator.issueToken(),
      sendHttp: createSendHttp(httpOptions),
      now: Date.now,
    });
    return { emulator, client, api: createConfigurationsApi(client) };
  };

  const create = async (client: GraphClient): Promise<LiveConfiguration> => {
    const parse = (json: unknown) => parseCreated(json, () => true);
    const changed = await sendWrite(client, toCreation(content), { parse });
    return answerOf(changed) as LiveConfiguration;
  };

  for (const entityEnvelope of ["wrapped", "bare"] as const) {
    it(`are made, read, changed and deleted, where a GET answers ${entityEnvelope}`, async () => {
      const { api, client } = await open({ behaviour: { entityEnvelope } });
      const created = await create(client);
      expect(created).to.deep.include({ ...content, description: null, version: 1 });
      expect(await api.get(created.id)).to.deep.equal(created);
      await sendWrite(client, toUpdate(created.id, { description: "Lorries", payload: "bmV3" }));
      const changed = await api.get(created.id);
      expect(changed).to.deep.include({ id: created.id, description: "Lorries", payload: "bmV3" });
      expect(changed.displayName).to.equal(content.displayName);
      await sendWrite(client, toDeletion(created.id));
      const error = await failureOf(api.get(created.id));
      expect(error).to.be.instanceOf(GraphError).that.has.property("isNotFound", true);
    });
  }

  it("send only what is given", async () => {
    const { client, emulator } = await open();
    const { id } = await create(client);
    await sendWrite(client, toUpdate(id, { description: null }));
    expect(emulator.requests.map(({ body }) => body)).to.deep.equal([
      { "@odata.type": "#microsoft.graph.iosLobAppProvisioningConfiguration", ...content },
      { "@odata.type": "#microsoft.graph.iosLobAppProvisioningConfiguration", description: null },
    ]);
  });

  it("are listed over all pages", async () => {
    const { api, emulator } = await open({ pageSize: 2 });
    for (const displayName of ["A", "B", "C", "D", "E"])
      emulator.tenant.addConfiguration({ displayName });
    expect(await api.list()).to.have.length(5);
  });

  it("are listed once each, though a page may repeat what the one before it had", async () => {
    const { emulator, api } = await open();
    const value = [1, 2, 1].map((number) => ({
      id: `0000000${number}-0000-4000-8000-000000000000`,
    }));
    emulator.script({
      path: "iosLobAppProvisioningConfigurations",
      respond: { status: 200, body: { value } },
    });
    expect((await api.list()).map(({ id }) => id)).to.deep.equal(
      value.slice(0, 2).map(({ id }) => id),
    );
  });

  it("are listed where the bare list is empty, as reported once", async () => {
    const { api, emulator } = await open({ behaviour: { unexpandedList: "empty" } });
    emulator.tenant.addConfiguration({ displayName: "A" });
    expect(await api.list()).to.have.length(1);
  });

  it("may come without payload, which then is null", async () => {
    const { api, emulator } = await open();
    const { id } = emulator.tenant.addConfiguration();
    for (const payload of [null, undefined]) {
      const body = { value: { id: id.toUpperCase(), displayName: "A", payload } };
      emulator.script({ path: id, respond: { status: 200, body } });
      expect(await api.get(id)).to.deep.include({ id, displayName: "A", payload: null });
    }
  });

  it("fail where the answer is no entity, in a way that leaves open what happened", async () => {
    const { client, emulator } = await open();
    for (const body of [{}, { value: {} }, { value: [] }]) {
      emulator.script({ method: "POST", respond: { status: 200, body } });
      const error = await failureOf(create(client));
      expect(error).to.be.instanceOf(GraphError).that.has.property("isAmbiguous", true);
      expect(error.message).to.contain('Cannot create the iosLobAppProvisioningConfiguration "Dri');
    }
  });

  it("tell how each device stands", async () => {
    const { api, emulator } = await open({ pageSize: 1 });
    const { id } = emulator.tenant.addConfiguration();
    const rows = [
      { id: "1", deviceDisplayName: "iPad 1", status: "compliant", userName: "Ana" },
      { id: "2", deviceDisplayName: "iPad 2", status: "error", lastReportedDateTime: null },
    ];
    emulator.tenant.setStatuses(id, { deviceStatuses: rows });
    const statuses = await api.readDeviceStatuses(id);
    expect(statuses.map(({ status }) => status)).to.deep.equal(["compliant", "error"]);
    expect(statuses[0]).to.deep.include({ deviceDisplayName: "iPad 1", userName: "Ana" });
    expect(statuses[1]).to.deep.include({ userName: "", lastReportedDateTime: "" });
  });
});
