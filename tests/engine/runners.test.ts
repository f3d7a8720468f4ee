import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { createEmulator, type Environment } from "intune-graph-emulator";
import { createEngineFolder } from "../../engine/localStack.ts";
import { inspectWith, openConnectProxy } from "../graph/connectProxy.ts";
import { makeCertificate } from "../graph/makeCertificate.ts";
import { openSignInStack } from "./signInStack.ts";

const hosts = ["graph.microsoft.com", "login.microsoftonline.com"];

const documentation = join(import.meta.dirname, "..", "..", "docs", "network.md");

/** Runs the commands of docs/network.md in a folder; answers the file that they name in the end. */
async function addAsDocumented(folder: string, variables: Environment): Promise<string> {
  const text = await readFile(documentation, "utf8");
  const [, commands = ""] = /```sh\n([^`]*proxy-ca\.pem[^`]*)```/.exec(text) ?? [];
  const script = `set -eu\n${commands}\nprintf %s "$NODE_EXTRA_CA_CERTS"`;
  const env = { ...process.env, ...variables, RUNNER_TEMP: folder };
  const { stdout } = await promisify(execFile)("bash", ["-c", script], { cwd: folder, env });
  return stdout;
}

describe("an engine on a company's runner", () => {
  it("works without a HOME to write to, behind a proxy that inspects TLS, whose CA is added to what is trusted", async () => {
    const folder = await createEngineFolder();
    const emulator = await createEmulator({ hostNames: hosts });
    const ca = makeCertificate({ names: hosts });
    const proxy = await openConnectProxy(
      undefined,
      Number(new URL(emulator.httpsUrl).port),
      inspectWith(ca),
    );
    try {
      const { id } = emulator.tenant.addConfiguration({ displayName: "Field Service" });
      const job = await emulator.identityEnvironment("gitHubActions", folder.path);
      await writeFile(join(folder.path, "proxy-ca.pem"), ca.cert);
      const trusted = await addAsDocumented(folder.path, job);
      const stack = await openSignInStack({
        ...{ emulator, folder, configurationIds: [id], stackName: "runner" },
        environment: {
          ...job,
          AZURE_AUTHORITY_HOST: "",
          INTUNE_GRAPH_ENDPOINT: "",
          NODE_EXTRA_CA_CERTS: trusted,
          // Nobody may write there, whoever runs the tests.
          HOME: "/proc/no-home",
          // In lower case they also lead gRPC, by which the engine and its processes speak.
          https_proxy: `http://127.0.0.1:${proxy.port}`,
          no_proxy: "127.0.0.1",
        },
      });
      expect((await stack.up()).changes).to.deep.equal({ create: 2 });
      expect(emulator.tenant.assignmentsOf(id)).to.have.length(1);
      expect([...new Set(proxy.tunnels)].sort()).to.deep.equal(hosts.map((host) => `${host}:443`));
      const asked = emulator.requests.map(({ path }) => path.split("/", 2)[1]);
      expect(asked).to.include.members(["github", "beta"]);
    } finally {
      proxy.close();
      await emulator.close();
      await folder.remove();
    }
  });
});
