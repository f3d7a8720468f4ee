import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "chai";
import { askInChild, getTokenInChild } from "./askInChild.ts";
import { pick } from "./callGraph.ts";
import { askGraph, withSignIn } from "./signInBench.ts";

const run = promisify(execFile);

const lines = [
  { kind: "azureCli", credential: "AzureCliCredential", write: "writeFakeAz", login: "az login" },
  {
    kind: "azureDeveloperCli",
    credential: "AzureDeveloperCliCredential",
    write: "writeFakeAzd",
    login: "azd auth login",
  },
  {
    kind: "azurePowerShell",
    credential: "AzurePowerShellCredential",
    write: "writeFakePwsh",
    login: "Connect-AzAccount",
  },
] as const;

for (const { kind, credential, write, login } of lines) {
  describe(credential, () => {
    it("signs in by the fake on PATH", () =>
      withSignIn({}, async (bench) => {
        const environment = await bench.emulator.identityEnvironment(kind, bench.folder);
        const options = { tenantId: bench.emulator.tenantId };
        const token = await getTokenInChild(environment, { credential, options });
        expect(await askGraph(bench, token)).to.equal(200);
        expect(bench.emulator.requests[0]?.path).to.include("/oauth2/v2.0/token");
      }));

    it("gets the token that is written in", () =>
      withSignIn({}, async ({ emulator, folder }) => {
        const environment = await emulator.identityEnvironment(kind, folder);
        await emulator[write](folder, { token: "written-in" });
        expect(await getTokenInChild(environment, { credential })).to.equal("written-in");
        expect(emulator.requests).to.deep.equal([]);
      }));

    it("is told to sign in, and of another tenant", () =>
      withSignIn({}, async ({ emulator, folder }) => {
        const environment = await emulator.identityEnvironment(kind, folder);
        const options = { tenantId: "contoso.com" };
        const elsewhere = await askInChild(environment, { credential, options });
        expect(pick(elsewhere, "error")).to.include("AADSTS90002");
        await emulator[write](folder, { isSignedOut: true });
        const nobody = await askInChild(environment, { credential });
        expect(pick(nobody, "error")).to.include("CredentialUnavailableError").and.include(login);
      }));
  });
}

describe("Of the command lines", () => {
  it("azd alone takes claims", () =>
    withSignIn({}, async (bench) => {
      const { emulator, folder } = bench;
      const claims = emulator.revokeTokens({ demandClaims: true });
      const azd = await emulator.identityEnvironment("azureDeveloperCli", folder);
      const credential = "AzureDeveloperCliCredential";
      const blind = await getTokenInChild(azd, { credential });
      expect(await askGraph(bench, blind)).to.equal(401);
      const token = await getTokenInChild(azd, { credential, claims });
      expect(await askGraph(bench, token)).to.equal(200);
      const az = await emulator.identityEnvironment("azureCli", folder);
      const answer = await askInChild(az, { credential: "AzureCliCredential", claims });
      expect(pick(answer, "error")).to.include("doesn't support claims challenges");
    }));

  it("az says its version, and what it does not know", () =>
    withSignIn({}, async ({ emulator, folder }) => {
      const az = await emulator.writeFakeAz(folder);
      const { stdout } = await run(az, ["version"]);
      const versions: unknown = JSON.parse(stdout);
      expect(pick(versions, "azure-cli")).to.match(/^\d+\.\d+\.\d+$/u);
      const error: unknown = await run(az, ["vm", "list"]).catch((reason: unknown) => reason);
      expect(pick(error, "code")).to.equal(2);
      expect(pick(error, "stderr")).to.include("misspelled or not recognized");
    }));

  it("azd writes the end of a token in whole seconds, which is all that Python's client reads", () =>
    withSignIn({ now: () => 1_800_000_000_000 }, async ({ emulator, folder }) => {
      const azd = await emulator.writeFakeAzd(folder);
      const scope = "https://graph.microsoft.com/.default";
      const { stdout } = await run(azd, ["auth", "token", "--scope", scope, "-o", "json"]);
      const answer: unknown = JSON.parse(stdout);
      expect(pick(answer, "expiresOn")).to.equal("2027-01-15T08:59:59Z");
    }));

  it("az writes the end of a token as a number and as local time", () =>
    withSignIn({ now: () => 1_800_000_000_000 }, async ({ emulator, folder }) => {
      const az = await emulator.writeFakeAz(folder);
      const args = [
        "account",
        "get-access-token",
        "--scope",
        "https://graph.microsoft.com/.default",
      ];
      const { stdout } = await run(az, args, { env: { TZ: "UTC" } });
      const answer: unknown = JSON.parse(stdout);
      expect(pick(answer, "expires_on")).to.equal(1_800_003_599);
      expect(pick(answer, "expiresOn")).to.equal("2027-01-15 08:59:59.000000");
      expect(pick(answer, "tenant")).to.equal(emulator.tenantId);
    }));
});
