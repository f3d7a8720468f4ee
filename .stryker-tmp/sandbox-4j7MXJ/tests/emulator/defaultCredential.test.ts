// @ts-nocheck
import { expect } from "chai";
import { defaultApplication, type Environment, type IdentityKind } from "intune-graph-emulator";
import { askInChild, getTokenInChild } from "./askInChild.ts";
import { pick } from "./callGraph.ts";
import { askGraph, withSignIn } from "./signInBench.ts";

const request = {
  credential: "DefaultAzureCredential",
  options: { disableInstanceDiscovery: true },
} as const;

/** Each kind, with what a process may set to have only one credential tried. */
const kinds: readonly (readonly [IdentityKind, Environment])[] = [
  ["clientSecret", {}],
  ["clientCertificate", {}],
  ["workloadIdentity", {}],
  ["managedIdentityAppService", {}],
  ["managedIdentityImds", {}],
  ["azureCli", { AZURE_TOKEN_CREDENTIALS: "AzureCliCredential" }],
  ["azureDeveloperCli", { AZURE_TOKEN_CREDENTIALS: "AzureDeveloperCliCredential" }],
  ["azurePowerShell", { AZURE_TOKEN_CREDENTIALS: "AzurePowerShellCredential" }],
];

describe("DefaultAzureCredential", () => {
  for (const [kind, variables] of kinds) {
    it(`signs in by the environment of ${kind}`, () =>
      withSignIn({}, async (bench) => {
        const environment = await bench.emulator.identityEnvironment(kind, bench.folder);
        const token = await getTokenInChild({ ...environment, ...variables }, request);
        expect(await askGraph(bench, token)).to.equal(200);
      }));
  }

  it("does not go on to another credential when Entra refuses one", () =>
    withSignIn({}, async ({ emulator, folder }) => {
      const environment = {
        ...(await emulator.identityEnvironment("managedIdentityImds")),
        ...(await emulator.identityEnvironment("clientSecret", folder)),
        AZURE_CLIENT_SECRET: "wrong",
      };
      const answer = await askInChild(environment, request);
      expect(pick(answer, "error")).to.include("AADSTS7000215");
      expect(emulator.requests.filter(({ path }) => path.startsWith("/metadata/"))).to.be.empty;
    }));
});

describe("The environment of an identity", () => {
  it("names files only in the folder, and cannot do without it where it needs one", () =>
    withSignIn({}, async ({ emulator, folder }) => {
      const withFiles = await emulator.identityEnvironment("clientSecret", folder);
      expect(withFiles["NODE_EXTRA_CA_CERTS"]).to.include(folder);
      expect(await emulator.identityEnvironment("clientSecret")).to.deep.equal({
        AZURE_AUTHORITY_HOST: emulator.httpsUrl,
        AZURE_TENANT_ID: emulator.tenantId,
        AZURE_CLIENT_ID: defaultApplication.clientId,
        AZURE_CLIENT_SECRET: defaultApplication.clientSecret,
      });
      const kind = "workloadIdentity" as "clientSecret";
      const error: unknown = await emulator
        .identityEnvironment(kind)
        .catch((reason: unknown) => reason);
      expect(String(error)).to.equal("TypeError: 'workloadIdentity' needs a folder for its files.");
    }));
});
