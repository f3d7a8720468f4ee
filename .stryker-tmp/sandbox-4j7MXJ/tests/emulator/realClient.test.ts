// @ts-nocheck
import {
  BatchRequestContent,
  BatchResponseContent,
  Client,
  PageIterator,
  type PageCollection,
} from "@microsoft/microsoft-graph-client";
import { expect } from "chai";
import { pick } from "./callGraph.ts";
import { assignBody, groupA, groupB, groupC, includeGroup } from "./targets.ts";
import { trustAuthority, trustNoEmulator } from "./trust.ts";
import { withEmulator, type Bench } from "./withEmulator.ts";

const root = "/deviceAppManagement/iosLobAppProvisioningConfigurations";

describe("Microsoft's own client", () => {
  afterEach(trustNoEmulator);

  it("creates a configuration, assigns groups, and lists them page by page", () =>
    withEmulator({ pageSize: 2 }, async (bench) => {
      const client = createClient(bench);
      const created: unknown = await client.api(root).post({
        displayName: "Field Service",
        payload: "cGF5bG9hZA==",
        payloadFileName: "field.mobileprovision",
      });
      const id = String(pick(created, "id"));
      await client
        .api(`${root}/${id}/assign`)
        .post(assignBody(...[groupA, groupB, groupC].map(includeGroup)));
      const page = (await client.api(`${root}/${id}/assignments`).get()) as PageCollection;
      const groups: unknown[] = [];
      const iterator = new PageIterator(client, page, (item: unknown) => {
        groups.push(pick(item, "target", "groupId"));
        return true;
      });
      await iterator.iterate();
      expect(groups).to.deep.equal([groupA, groupB, groupC]);
      expect(bench.emulator.requests.filter(({ method }) => method === "GET")).to.have.length(2);
    }));

  it("sends a batch and finds each answer by its id", () =>
    withEmulator({}, async (bench) => {
      const client = createClient(bench);
      const { id } = bench.addConfiguration();
      const url = `${bench.emulator.httpsUrl}${root}/${id}`;
      const body = JSON.stringify(assignBody(includeGroup(groupA)));
      const headers = { "Content-Type": "application/json" };
      const content = new BatchRequestContent([
        { id: "assign", request: new Request(`${url}/assign`, { method: "POST", body, headers }) },
        { id: "list", request: new Request(`${url}/assignments`), dependsOn: ["assign"] },
        { id: "missing", request: new Request(`${url}x`), dependsOn: ["list"] },
      ]);
      const answer = (await client
        .api("/$batch")
        .post(await content.getContent())) as ConstructorParameters<typeof BatchResponseContent>[0];
      const responses = new BatchResponseContent(answer);
      const statuses = ["assign", "list", "missing"].map(
        (part) => responses.getResponseById(part).status,
      );
      expect(statuses).to.deep.equal([204, 200, 404]);
      const list: unknown = await responses.getResponseById("list").json();
      expect(pick(list, "value", 0, "target", "groupId")).to.equal(groupA);
    }));

  it("retries what is throttled after the time that the answer names", () =>
    withEmulator({}, async (bench) => {
      const client = createClient(bench);
      const { id } = bench.addConfiguration();
      const fault = bench.emulator.script({
        path: id,
        respond: { status: 429, headers: { "Retry-After": "0" } },
      });
      await client.api(`${root}/${id}`).get();
      expect(fault.hits).to.equal(1);
    }));

  it("makes an error of a refusal", () =>
    withEmulator({}, async (bench) => {
      const client = createClient(bench);
      const error: unknown = await client
        .api(`${root}/nowhere`)
        .get()
        .catch((reason: unknown) => reason);
      expect(pick(error, "statusCode")).to.equal(404);
      expect(pick(error, "code")).to.equal("ResourceNotFound");
      expect(pick(error, "requestId")).to.equal(bench.emulator.requests[0]?.requestId);
    }));
});

function createClient({ emulator }: Bench): Client {
  trustAuthority(emulator.caCertificatePem);
  return Client.initWithMiddleware({
    authProvider: { getAccessToken: () => emulator.issueToken() },
    baseUrl: `${emulator.httpsUrl}/`,
    defaultVersion: "beta",
    customHosts: new Set(["127.0.0.1"]),
  });
}
