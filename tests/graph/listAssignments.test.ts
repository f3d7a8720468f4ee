import { expect } from "chai";
import { createAssignmentsApi } from "../../provider/dist/graph/assignmentsApi.js";
import { createGraphClient } from "../../provider/dist/graph/graphClient.js";
import type { ListedAssignments } from "../../provider/dist/graph/listedWire.js";
import type { HttpResponse } from "../../provider/dist/graph/sendHttp.js";
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
  const pages: ListedAssignments[][] = [];
  for await (const page of createAssignmentsApi(client).listAssignments()) pages.push(page);
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
    expect(pages[0]?.[0]?.assignments.map(({ assignment }) => assignment)).to.deep.equal([
      { type: "allDevicesAssignmentTarget" },
    ]);
  });

  const incomplete = {
    "has no id": { assignments: [devices] },
    "has no assignments": { id: "11111111-1111-4111-8111-111111111111" },
    "has null for assignments": { id: "11111111-1111-4111-8111-111111111111", assignments: null },
    "has something else among its assignments": {
      id: "11111111-1111-4111-8111-111111111111",
      assignments: [devices, "all"],
    },
    "has a link to more": {
      id: "11111111-1111-4111-8111-111111111111",
      assignments: [devices],
      "assignments@odata.nextLink": "https://more",
    },
    "has as many as an expansion is cut off at": {
      id: "11111111-1111-4111-8111-111111111111",
      assignments: Array(20).fill(devices),
    },
  };
  for (const [what, item] of Object.entries(incomplete)) {
    it(`leaves out what ${what}`, async () => {
      const whole = {
        id: "22222222-2222-4222-8222-222222222222",
        assignments: Array(19).fill(devices),
      };
      const { pages } = await listScripted(json({ value: [item, whole] }));
      expect(pages.flat().map(({ configurationId }) => configurationId)).to.deep.equal([
        "22222222-2222-4222-8222-222222222222",
      ]);
    });
  }
});
