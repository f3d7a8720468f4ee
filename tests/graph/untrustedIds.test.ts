import { expect } from "chai";
import {
  createConfigurationsApi,
  parseCreated,
  toCreation,
} from "../../provider/dist/graph/configurationsApi.js";
import { createGraphClient, type GraphClient } from "../../provider/dist/graph/graphClient.js";
import { GraphError } from "../../provider/dist/graph/graphError.js";
import { createGroupsApi } from "../../provider/dist/graph/groupsApi.js";
import { groupId as guid } from "../engine/liveTargets.ts";
import { failureOf } from "../handlers/failureOf.ts";
import { graphEndpoint, json, token } from "./scriptedList.ts";
import { sendWrite } from "./sendWrite.ts";

/** A client to whom every entity is this, and every list holds this. */
const answering = (entity: object): GraphClient =>
  createGraphClient({
    graphEndpoint,
    getToken: () => Promise.resolve(token),
    sendHttp: ({ url, method }) => {
      const isEntity = method === "POST" || /\/[0-9a-f-]{36}(\?|$)/i.test(url);
      return Promise.resolve(json(isEntity ? entity : { value: [entity] }));
    },
    now: Date.now,
  });

const content = { displayName: "A", payload: "AAAA", payloadFileName: "a.xml" };

async function expectRefusal(run: Promise<unknown>, what: string): Promise<void> {
  const error = await failureOf(run);
  expect(error).to.be.instanceOf(GraphError).with.property("code", "InvalidAnswer");
  expect(error.message).to.contain(what);
}

async function readFirstPage(client: GraphClient): Promise<unknown> {
  return createConfigurationsApi(client).listAssignments()[Symbol.asyncIterator]().next();
}

const create = (client: GraphClient) =>
  sendWrite(client, toCreation(content), { parse: (json) => parseCreated(json, () => true) });

const noGuids = ["..", "../../x", "", "a/b", `${guid(1)}/..`, 7, null, undefined];

describe("an id that comes from a response", () => {
  for (const id of noGuids) {
    it(`is refused unless it is a GUID: ${String(id)}`, async () => {
      const client = answering({ id, displayName: "A", assignments: [] });
      const configurations = createConfigurationsApi(client);
      const groups = createGroupsApi(client);
      const what = "has no id that is a GUID";
      await expectRefusal(create(client), what);
      await expectRefusal(configurations.get(guid(1)), what);
      await expectRefusal(configurations.list(), what);
      await expectRefusal(groups.findGroup(guid(1)), what);
      await expectRefusal(groups.findGroupsByDisplayName("A"), what);
      await expectRefusal(groups.findGroups([guid(1)]), what);
      await expectRefusal(readFirstPage(client), what);
    });

    it(`is refused in the older collection unless it is a GUID: ${String(id)}`, async () => {
      const api = createConfigurationsApi(answering({ targetGroupId: id }));
      await expectRefusal(api.readGroupAssignments(guid(1)), "no targetGroupId that is a GUID");
    });
  }

  it("is refused when another was asked for", async () => {
    const client = answering({ id: guid(2), displayName: "A" });
    const what = `is about ${guid(2)}, which was not asked for`;
    await expectRefusal(createConfigurationsApi(client).get(guid(1)), what);
    await expectRefusal(createGroupsApi(client).findGroup(guid(1)), what);
  });

  it("is taken in either case of letters", async () => {
    const client = answering({ id: guid(10).toUpperCase(), displayName: "A" });
    const { id } = await createConfigurationsApi(client).get(guid(10).toUpperCase());
    expect(id).to.equal(guid(10));
  });
});

describe("an id within a target", () => {
  const filterIdKey = "deviceAndAppManagementAssignmentFilterId";
  const filterTypeKey = "deviceAndAppManagementAssignmentFilterType";
  const target = (type: string, more: object): object => ({
    target: { "@odata.type": `#microsoft.graph.${type}AssignmentTarget`, ...more },
  });
  const filtered = (id: unknown): object =>
    target("allDevices", { [filterIdKey]: id, [filterTypeKey]: "include" });
  const collection = (collectionId: unknown): object =>
    target("configurationManagerCollection", { collectionId });
  const hostile: [what: string, item: object, key: string][] = [
    ...["group", "exclusionGroup"].flatMap((type): [string, object, string][] => [
      [`of a ${type}, ../../x`, target(type, { groupId: "../../x" }), "groupId"],
      [`of a ${type}, no GUID`, target(type, { groupId: "SMS00001" }), "groupId"],
    ]),
    ["of a filter, ../../x", filtered("../../x"), filterIdKey],
    ["of a filter, a number", filtered(7), filterIdKey],
    ["of a filter, a list of a GUID", filtered([guid(1)]), filterIdKey],
    ["of a collection, ../../x", collection("../../x"), "collectionId"],
    ["of a collection, too long", collection("x".repeat(65)), "collectionId"],
  ];
  for (const [what, item, key] of hostile) {
    it(`is refused: ${what}`, async () => {
      const said = `has a ${key} that cannot be one`;
      const api = createConfigurationsApi(answering(item));
      await expectRefusal(api.readAssignments(guid(1)), said);
      const listed = answering({ id: guid(1), assignments: [item] });
      await expectRefusal(readFirstPage(listed), said);
    });
  }

  it("stands beside a filter type that is a text", async () => {
    const item = target("allDevices", { [filterIdKey]: guid(1), [filterTypeKey]: ["include"] });
    const api = createConfigurationsApi(answering(item));
    await expectRefusal(
      api.readAssignments(guid(1)),
      `the ${filterTypeKey} of the answer is no text`,
    );
  });

  it("is taken where it can be one", async () => {
    for (const item of [
      filtered(guid(1)),
      collection("SMS00001"),
      target("group", { groupId: guid(1) }),
    ])
      expect(
        await createConfigurationsApi(answering(item)).readAssignments(guid(1)),
      ).to.have.length(1);
  });
});
