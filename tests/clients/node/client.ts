import assert from "node:assert/strict";
import { EnvironmentCredential } from "@azure/identity";
import { Client, GraphError, PageIterator } from "@microsoft/microsoft-graph-client";
import type { PageCollection } from "@microsoft/microsoft-graph-client";
import { TokenCredentialAuthenticationProvider } from "@microsoft/microsoft-graph-client/authProviders/azureTokenCredentials/index.js";

const endpoint = process.env["INTUNE_GRAPH_ENDPOINT"] ?? "";
const groupId = process.env["CLIENT_GROUP_ID"] ?? "";
const root = "/deviceAppManagement/iosLobAppProvisioningConfigurations";

interface Entity {
  id: string;
  displayName: string;
  assignments?: unknown[];
  target?: { groupId?: string };
}

// The secret or the certificate, whichever the environment has.
const credential = new EnvironmentCredential({ disableInstanceDiscovery: true });
const client = Client.initWithMiddleware({
  authProvider: new TokenCredentialAuthenticationProvider(credential, {
    scopes: ["https://graph.microsoft.com/.default"],
  }),
  baseUrl: `${endpoint}/`,
  defaultVersion: "beta",
  customHosts: new Set(["127.0.0.1"]),
});

async function list(path: string): Promise<Entity[]> {
  const found: Entity[] = [];
  const first = (await client.api(path).get()) as PageCollection;
  const collect = (item: Entity): boolean => found.push(item) > 0;
  await new PageIterator(client, first, collect).iterate();
  return found;
}

assert.equal((await list(root)).length, Number(process.env["CLIENT_COUNT"]));
const expanded = await list(`${root}?$expand=assignments`);
assert.ok(expanded.some(({ assignments }) => assignments?.length === 2));

const created = (await client.api(root).post({
  displayName: "Made by a client",
  payload: "cGF5bG9hZA==",
  payloadFileName: "client.mobileprovision",
})) as Entity;
const path = `${root}/${created.id}`;
const target = { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId };
await client.api(`${path}/assign`).post({ iOSLobAppProvisioningConfigAssignments: [{ target }] });
const assigned = await list(`${path}/assignments`);
assert.deepEqual(
  assigned.map((item) => item.target?.groupId),
  [groupId],
);

await client.api(path).patch({ displayName: "Renamed by a client" });
const read = (await client.api(path).get()) as Entity;
assert.equal(read.displayName, "Renamed by a client");

await client.api(path).delete();
await assert.rejects(client.api(path).get(), (error: unknown) => {
  assert.ok(error instanceof GraphError);
  assert.deepEqual([error.statusCode, error.code], [404, "ResourceNotFound"]);
  return true;
});
