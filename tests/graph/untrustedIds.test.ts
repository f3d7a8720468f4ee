import { expect } from "chai";
import type { GraphClient, Json } from "../../provider/dist/graph/graphClient.js";
import { createConfigurationsApi } from "../../provider/dist/graph/configurationsApi.js";
import { createGroupsApi } from "../../provider/dist/graph/groupsApi.js";
import { GraphError } from "../../provider/dist/graph/graphError.js";
import { listedFromWire } from "../../provider/dist/graph/listedWire.js";
import { groupId as guid } from "../engine/liveTargets.ts";
import { failureOf } from "../handlers/failureOf.ts";

/** A client whose every answer is this, and whose every list holds this. */
const answering = (answer: Json): GraphClient =>
  ({
    request: () => Promise.resolve(answer),
    list: () => Promise.resolve([answer]),
  }) as unknown as GraphClient;

const proceed = () => Promise.resolve(undefined);
const content = { displayName: "A", payload: "AAAA", payloadFileName: "a.xml" };

async function expectRefusal(run: Promise<unknown>, what: string): Promise<void> {
  const error = await failureOf(run);
  expect(error).to.be.instanceOf(GraphError).with.property("code", "InvalidAnswer");
  expect(error.message).to.contain(what);
}

describe("an id that comes from an answer", () => {
  for (const id of ["..", "../../x", "", "a/b", `${guid(1)}/..`, 7, null, undefined]) {
    it(`is refused unless it is a GUID: ${String(id)}`, async () => {
      const client = answering({ id, displayName: "A" });
      const configurations = createConfigurationsApi(client);
      const groups = createGroupsApi(client);
      const what = "no entity with an id that is a GUID";
      await expectRefusal(configurations.create(content, proceed), what);
      await expectRefusal(configurations.get(guid(1)), what);
      await expectRefusal(configurations.list(), what);
      await expectRefusal(groups.findGroup(guid(1)), what);
      await expectRefusal(groups.findGroupsByDisplayName("A"), what);
      await expectRefusal(groups.findGroups([guid(1)]), what);
      expect(listedFromWire({ id, assignments: [{ id: "x", target: {} }] })).to.be.undefined;
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
