// @ts-nocheck
import { expect } from "chai";
import { createEmulator, type Emulator } from "intune-graph-emulator";
import { createEngineFolder, type EngineFolder } from "../../engine/localStack.ts";
import { openConnectProxy, type ConnectProxy } from "../graph/connectProxy.ts";
import { openSignInStack } from "./signInStack.ts";

/**
 * The hosts that are asked. Source: Microsoft's list of national clouds and their roots of Graph and of sign-in; for China,
 * MSAL goes by the name that Microsoft prefers for login.chinacloudapi.cn.
 */
const clouds: [name: string, graph: string, authority: string][] = [
  ["public", "graph.microsoft.com", "login.microsoftonline.com"],
  ["usgovernment", "graph.microsoft.us", "login.microsoftonline.us"],
  ["dod", "dod-graph.microsoft.us", "login.microsoftonline.us"],
  ["china", "microsoftgraph.chinacloudapi.cn", "login.partner.microsoftonline.cn"],
];

describe("an engine in a cloud", () => {
  let emulator: Emulator;
  let folder: EngineFolder;
  let proxy: ConnectProxy;

  before(async () => {
    folder = await createEngineFolder();
    emulator = await createEmulator({
      hostNames: clouds.flatMap(([, graph, authority]) => [graph, authority]),
    });
    // Every host is the emulator: nothing leaves this machine, and the proxy sees by which name it was meant.
    proxy = await openConnectProxy(undefined, Number(new URL(emulator.httpsUrl).port));
  });
  after(async () => {
    proxy.close();
    await emulator.close();
    await folder.remove();
  });

  for (const [name, graph, authority] of clouds) {
    it(`asks ${authority} for a token for ${graph}, and sends it there, where the cloud is ${name}`, async () => {
      const { id } = emulator.tenant.addConfiguration({ displayName: "Field Service" });
      const environment = await emulator.identityEnvironment("clientSecret", folder.path);
      const stack = await openSignInStack({
        ...{ emulator, folder, configurationIds: [id], stackName: name },
        environment: {
          ...environment,
          AZURE_AUTHORITY_HOST: "",
          INTUNE_GRAPH_ENDPOINT: "",
          HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
          NO_PROXY: "",
        },
        config: { "intune:environment": name },
      });
      proxy.tunnels.length = 0;
      emulator.clearRequests();
      expect((await stack.up()).changes).to.deep.equal({ create: 2 });
      expect([...new Set(proxy.tunnels)]).to.deep.equal([`${authority}:443`, `${graph}:443`]);
      const scopes = emulator.requests.flatMap(({ form }) => form?.["scope"] ?? []);
      expect(scopes).to.deep.equal([`https://${graph}/.default`]);
      expect(emulator.tenant.assignmentsOf(id)).to.have.length(1);
    });
  }
});
