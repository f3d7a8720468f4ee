import { expect } from "chai";
import { createConfigurationsApi } from "../../provider/dist/graph/configurationsApi.js";
import { createGraphClient } from "../../provider/dist/graph/graphClient.js";
import { GraphError } from "../../provider/dist/graph/graphError.js";
import type { listedFromWire } from "../../provider/dist/graph/wire.js";
import type { HttpResponse } from "../../provider/dist/graph/sendHttp.js";
import { failureOf } from "../handlers/failureOf.ts";
import { graphEndpoint, json, token } from "./scriptedList.ts";

const route = "/beta/deviceAppManagement/iosLobAppProvisioningConfigurations";
const guidA = "aaaaaaaa-1111-4111-8111-aaaaaaaaaaaa";
const devices = { target: { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget" } };

/** What is made of scripted pages, and the paths that were asked for. */
async function listScripted(...script: HttpResponse[]) {
  const paths: string[] = [];
  const client = createGraphClient({
    graphEndpoint,
    getToken: () => Promise.resolve(token),
    sendHttp: ({ url }) => {
      const answer = script[paths.length];
      paths.push(url.slice(graphEndpoint.length));
      return answer ? Promise.resolve(answer) : Promise.reject(new Error(`no answer to ${url}`));
    },
    now: () => 0,
  });
  const pages: ReturnType<typeof listedFromWire>[][] = [];
  for await (const page of createConfigurationsApi(client).listAssignments()) pages.push(page);
  return { pages, paths };
}

describe("the list of all assignments", () => {
  it("is asked for by page, without payloads", async () => {
    const { pages, paths } = await listScripted(
      json({
        value: [{ id: guidA.toUpperCase(), assignments: [devices] }],
        "@odata.nextLink": `${graphEndpoint}${route}?$skiptoken=2`,
      }),
      json({ value: [{ id: "aaaaaaaa-2222-4222-8222-aaaaaaaaaaaa", assignments: [devices] }] }),
    );
    expect(paths).to.deep.equal([
      `${route}?$select=id&$expand=assignments`,
      `${route}?$skiptoken=2`,
    ]);
    expect(pages.map((page) => page.map(({ configurationId }) => configurationId))).to.deep.equal([
      [guidA],
      ["aaaaaaaa-2222-4222-8222-aaaaaaaaaaaa"],
    ]);
    expect(pages[0]?.[0]?.assignments?.map(({ entry }) => entry)).to.deep.equal([
      { type: "allDevicesAssignmentTarget" },
    ]);
  });

  const id = "11111111-1111-4111-8111-111111111111";
  const incomplete = {
    "has no assignments": { id },
    "has null for assignments": { id, assignments: null },
    "has an empty expansion": { id, assignments: [] },
    "has a link to more": {
      id,
      assignments: [devices],
      "assignments@odata.nextLink": "https://more",
    },
    "has as many as an expansion is cut off at": { id, assignments: Array(20).fill(devices) },
  };
  for (const [what, item] of Object.entries(incomplete)) {
    it(`leaves open what is assigned where an item ${what}`, async () => {
      const whole = { id: guidA, assignments: Array(19).fill(devices) };
      const { pages } = await listScripted(json({ value: [item, whole] }));
      const listed = pages
        .flat()
        .map((found) => [found.configurationId, found.assignments?.length]);
      expect(listed).to.deep.equal([
        [id, undefined],
        [guidA, 19],
      ]);
    });
  }

  const malformed = {
    "has no id": { assignments: [devices] },
    "has something else among its assignments": { id, assignments: [devices, "all"] },
  };
  for (const [what, item] of Object.entries(malformed)) {
    it(`refuses a page of which an item ${what}`, async () => {
      const error = await failureOf(listScripted(json({ value: [item] })));
      expect(error).to.be.instanceOf(GraphError).with.property("code", "InvalidAnswer");
    });
  }
});
