// @ts-nocheck
import { expect } from "chai";
import { defaultApplication } from "intune-graph-emulator";
import { askInChild, getTokenInChild } from "./askInChild.ts";
import { pick } from "./callGraph.ts";
import { askGraph, withSignIn } from "./signInBench.ts";
import { withEmulator } from "./withEmulator.ts";

const credential = "ManagedIdentityCredential";
const other = {
  clientId: "11111111-2222-4333-8444-555555555555",
  clientSecret: "",
  roles: ["DeviceManagementApps.Read.All"],
};
const applications = [defaultApplication, other];

const forms = {
  managedIdentityAppService: { path: "/msi/token", unknown: "No User Assigned" },
  managedIdentityImds: {
    path: "/metadata/identity/oauth2/token",
    unknown: "Identity not found",
  },
} as const;
const kinds = Object.keys(forms) as (keyof typeof forms)[];

for (const kind of kinds) {
  const { path, unknown } = forms[kind];

  describe(`ManagedIdentityCredential by ${kind}`, () => {
    it("signs in as the machine, or as an identity that it names", () =>
      withSignIn({ applications }, async (bench) => {
        const environment = await bench.emulator.identityEnvironment(kind);
        const options = { clientId: other.clientId };
        const tokens = await Promise.all([
          getTokenInChild(environment, { credential }),
          getTokenInChild(environment, { credential, options }),
        ]);
        for (const token of tokens) expect(await askGraph(bench, token)).to.equal(200);
        const asked = bench.emulator.requests.filter((request) => request.path.startsWith(path));
        expect(asked.map(({ status }) => status)).to.deep.equal([200, 200]);
        const used = bench.emulator.requests.flatMap(({ applicationId }) => applicationId ?? []);
        expect(used).to.deep.equal([defaultApplication.clientId, other.clientId]);
      }));

    it("is told of an identity and of a resource that are not there", () =>
      withSignIn({}, async ({ emulator }) => {
        const environment = await emulator.identityEnvironment(kind);
        const options = { clientId: other.clientId };
        const scope = "https://example.com/.default";
        const [noIdentity, noResource, byResourceId] = await Promise.all([
          askInChild(environment, { credential, options }),
          askInChild(environment, { credential, scope }),
          askInChild(environment, { credential, options: { resourceId: "/subscriptions/x" } }),
        ]);
        expect(pick(noIdentity, "error")).to.include(unknown);
        expect(pick(byResourceId, "error")).to.include(unknown);
        expect(pick(noResource, "error")).to.include("AADSTS500011");
      }));

    it("is told when the endpoint is down", () =>
      withSignIn({}, async ({ emulator }) => {
        const environment = await emulator.identityEnvironment(kind);
        await emulator.close();
        const answer = await askInChild(environment, { credential });
        expect(pick(answer, "error")).to.include("CredentialUnavailableError");
        expect(pick(answer, "error")).to.include("Network unreachable");
      }));

    it("can be hit by a fault", () =>
      withSignIn({}, async ({ emulator }) => {
        const environment = await emulator.identityEnvironment(kind);
        const body = { error: "server_error", error_description: "Out of order." };
        const fault = emulator.script({ path, respond: { status: 500, body } });
        const answer = await askInChild(environment, { credential });
        expect(pick(answer, "error")).to.include("Out of order.");
        expect(fault.hits).to.equal(1);
      }));
  });
}

describe("A managed identity's endpoint", () => {
  it("of App Service asks for the header that the environment names", () =>
    withSignIn({}, async ({ emulator }) => {
      const environment = await emulator.identityEnvironment("managedIdentityAppService");
      const answer = await askInChild({ ...environment, IDENTITY_HEADER: "other" }, { credential });
      expect(pick(answer, "error")).to.include("Unauthorized");
    }));

  it("of a machine asks for the header that no proxy sends", () =>
    withEmulator({}, async ({ emulator }) => {
      const response = await fetch(`${emulator.url}/metadata/identity/oauth2/token`);
      expect(response.status).to.equal(400);
      expect(await response.json()).to.deep.equal({
        error: "invalid_request",
        error_description: "Required metadata header not specified",
      });
    }));

  it("refuses other versions, and writes numbers as strings", () =>
    withEmulator({ now: () => 1_800_000_000_000 }, async ({ emulator }) => {
      const ask = async (version: string) => {
        const query = `?api-version=${version}&resource=https://graph.microsoft.com/`;
        const url = `${emulator.url}/metadata/identity/oauth2/token${query}`;
        return (await (await fetch(url, { headers: { metadata: "true" } })).json()) as Record<
          string,
          unknown
        >;
      };
      expect(pick(await ask("2017-09-01"), "error")).to.equal("invalid_request");
      const { access_token: token, ...rest } = await ask("2018-02-01");
      expect(token).to.match(/^ey/u);
      expect(rest).to.deep.equal({
        client_id: defaultApplication.clientId,
        expires_in: "3599",
        expires_on: "1800003599",
        not_before: "1800000000",
        resource: "https://graph.microsoft.com/",
        token_type: "Bearer",
      });
    }));
});
